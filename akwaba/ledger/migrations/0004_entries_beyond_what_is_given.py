from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_nodes_exchange'),
    ]

    operations = [
        migrations.CreateModel(
            name='Beyond',
            fields=[
                ('position', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
    ]
