"""Numbers that were borne twice before such were looked for: else only a rebuild would find them."""

from django.db import migrations

FIND = """
INSERT INTO registry_sharednumber (number, bearer)
WITH borne AS (
    SELECT number, id FROM registry_household
    WHERE number <> '' AND origin IS NOT NULL AND void_reason = ''
    UNION ALL
    SELECT number, id FROM registry_person
    WHERE number <> '' AND origin IS NOT NULL AND void_reason = ''
)
SELECT number, id FROM borne
WHERE number IN (SELECT number FROM borne GROUP BY number HAVING COUNT(*) > 1)
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_relocate_households")]

    operations = [migrations.RunSQL(FIND, migrations.RunSQL.noop)]
