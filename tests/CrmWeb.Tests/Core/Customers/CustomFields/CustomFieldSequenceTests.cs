using CrmWeb.Core.Customers.CustomFields;
using FluentValidation;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>Whatever is done to fields in whatever order, each value stays as it was last written, or the change is refused.</summary>
public sealed class CustomFieldSequenceTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly string[] Values = ["7", "2026-03-05", "文字", "12.5", "true", "https://example.com"];
    private static readonly CustomFieldType[] Types = [CustomFieldType.Text, CustomFieldType.LongText, CustomFieldType.Whole, CustomFieldType.Decimal, CustomFieldType.Day, CustomFieldType.Link, CustomFieldType.YesNo];

    [Theory]
    [InlineData(FieldSubject.Customer, 1)]
    [InlineData(FieldSubject.Customer, 2)]
    [InlineData(FieldSubject.Customer, 3)]
    [InlineData(FieldSubject.Contact, 4)]
    [InlineData(FieldSubject.Contact, 5)]
    [InlineData(FieldSubject.Contact, 6)]
    [InlineData(FieldSubject.FollowUp, 7)]
    [InlineData(FieldSubject.FollowUp, 8)]
    [InlineData(FieldSubject.FollowUp, 9)]
    public async Task Every_value_is_as_last_written(FieldSubject subject, int seed)
    {
        var random = new Random(seed);
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(subject, CustomFieldType.Text, $"任意{seed}"));
        var records = new[] { await app.CustomerAsync(), await app.CustomerAsync() };
        if (subject == FieldSubject.FollowUp)
            records = [await app.RecordAsync(records[0]), await app.RecordAsync(records[1])];
        var typed = new string?[2];
        var active = true;
        List<string> done = [];
        for (var step = 0; step < 30; step++)
        {
            var at = random.Next(2);
            try
            {
                switch (random.Next(5))
                {
                    case 0:
                        done.Add("rename");
                        await app.ChangeAsync(field.Id, f => f.Zh = f.En = $"任意{seed}改名{step}");
                        break;
                    case 1:
                        done.Add("retire or revive");
                        await app.SetActiveAsync(field.Id, !active);
                        active = !active;
                        break;
                    case 2:
                        var type = Types[random.Next(Types.Length)];
                        done.Add($"type {type}");
                        await app.ChangeAsync(field.Id, f => f.Type = type);
                        break;
                    default:
                        var value = random.Next(6) == 0 ? null : Values[random.Next(Values.Length)];
                        done.Add($"fill {at} with {value}");
                        await FillAsync(records[at], value);
                        typed[at] = active ? value : typed[at];
                        break;
                }
            }
            catch (ValidationException)
            {
                done.Add("refused");
            }

            if (!active)
                continue;
            for (var i = 0; i < 2; i++)
                Assert.True(typed[i] == await SaidAsync(records[i]), $"{seed}: {string.Join(", ", done)}");
        }

        async Task FillAsync(int record, string? value)
        {
            if (subject == FieldSubject.Customer)
                await app.FillAsync(record, field.Key, value);
            else if (subject == FieldSubject.Contact)
                await app.FillContactAsync(record, field.Key, value);
            else
                await app.FillRecordAsync(record, field.Key, value);
        }

        async Task<string?> SaidAsync(int record)
        {
            if (subject == FieldSubject.FollowUp)
                return (await app.OpenRecordAsync(record)).Said(field.Key);
            var form = await app.OpenAsync(record);
            return (subject == FieldSubject.Customer ? (ICustomForm)form : form.Contacts[0]).Said(field.Key);
        }
    }
}
