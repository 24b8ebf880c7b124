using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>A company to whose customers fields can be added.</summary>
public sealed class CustomFieldCompany : CoreFixture
{
    private static readonly CancellationToken None = CancellationToken.None;
    private int count;

    public static CustomFieldForm Definition(CustomFieldType type, string name, params string[] choices) => new()
    {
        Type = type,
        Zh = name,
        En = name,
        Key = $"k{Math.Abs(string.GetHashCode(name, StringComparison.Ordinal))}",
        Choices = [.. choices.Select(c => new CustomChoiceForm { Zh = c, En = c })],
    };

    public static CustomFieldForm Definition(FieldSubject subject, CustomFieldType type, string name, params string[] choices)
    {
        var form = Definition(type, name, choices);
        form.Subject = subject;
        return form;
    }

    /// <summary>A computed field.</summary>
    /// <param name="operands">Fields by id, or constants that begin with an equals sign.</param>
    public static CustomFieldForm Formula(FieldOperator op, string name, params string[] operands)
    {
        var form = Definition(CustomFieldType.Computed, name);
        form.Operator = op;
        form.Operands = [.. operands.Select(o => o.StartsWith('=') ? new OperandForm { Constant = o[1..] } : new OperandForm { Field = o })];
        return form;
    }

    public Task<int> DefineAsync(CustomFieldForm form) => WithAsync<CustomFieldService, int>(s => s.CreateAsync(form, As(Who.Admin), None));

    public async Task<CustomFieldEntry> DefinedAsync(CustomFieldForm form) => await FieldAsync(await DefineAsync(form));

    public Task<CustomFieldRow> RowAsync(int id) => WithAsync<CustomFieldQueries, CustomFieldRow>(q => q.ReadAsync(id, As(Who.Admin), None));

    public async Task<CustomFieldEntry> FieldAsync(int id) => (await RowAsync(id)).Field;

    /// <summary>Changes a definition as its page would.</summary>
    public async Task ChangeAsync(int id, Action<CustomFieldForm> change)
    {
        var row = await RowAsync(id);
        var form = CustomFieldForm.Of(row.Field, row.Version);
        change(form);
        await WithAsync<CustomFieldService>(s => s.ChangeAsync(id, form, As(Who.Admin), None));
    }

    public Task SetActiveAsync(int id, bool active) => WithAsync<CustomFieldService>(s => s.SetActiveAsync(id, active, As(Who.Admin), None));

    public Task<int> CustomerAsync(params (string Key, string Value)[] values) => RegisterAsync(Who.RepEast, New(values));

    public CustomerForm New(params (string Key, string Value)[] values)
    {
        var form = Forms.Customer($"自定义字段{Interlocked.Increment(ref count)}号泵业有限公司");
        foreach (var (key, value) in values)
            form.Custom[key] = [.. value.Split('|')];
        return form;
    }

    public Task<CustomerForm> OpenAsync(int id, Who who = Who.RepEast) => WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, As(who), None));

    public Task<CustomerMerge> SaveAsync(int id, CustomerForm form, Who who = Who.RepEast) => WithAsync<CustomerEditor, CustomerMerge>(e => e.SaveAsync(id, form, As(who), None));

    public async Task<CustomerMerge> FillAsync(int id, string key, string? value, Who who = Who.RepEast)
    {
        var form = await OpenAsync(id, who);
        form.Custom[key] = value is null ? [] : [.. value.Split('|')];
        return await SaveAsync(id, form, who);
    }

    /// <summary>Records a follow-up with these values.</summary>
    public async Task<int> RecordAsync(int customer, params (string Key, string Value)[] values) => await RecordAsync(customer, Record(values));

    public Task<int> RecordAsync(int customer, FollowUpForm form, Who who = Who.RepEast) => WithAsync<FollowUpService, int>(s => s.RecordAsync(customer, form, As(who), None));

    public static FollowUpForm Record(params (string Key, string Value)[] values)
    {
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        foreach (var (key, value) in values)
            form.Custom[key] = [.. value.Split('|')];
        return form;
    }

    public Task<FollowUpForm> OpenRecordAsync(int id, Who who = Who.RepEast) => WithAsync<FollowUpEditor, FollowUpForm>(e => e.OpenAsync(id, As(who), None));

    public Task<FollowUpMerge> CorrectAsync(int id, FollowUpForm form, Who who = Who.RepEast) => WithAsync<FollowUpEditor, FollowUpMerge>(e => e.SaveAsync(id, form, As(who), None));

    /// <summary>Corrects a field of a record.</summary>
    public async Task<FollowUpMerge> FillRecordAsync(int id, string key, string? value, Who who = Who.RepEast)
    {
        var form = await OpenRecordAsync(id, who);
        form.Custom[key] = value is null ? [] : [.. value.Split('|')];
        return await CorrectAsync(id, form, who);
    }

    /// <summary>What the page of a follow-up says.</summary>
    public async Task<string?> RecordWordsAsync(int id, string key, Who who = Who.RepEast) =>
        (await WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(id, As(who), None))).Facts.FirstOrDefault(f => f.Field.Key == key)?.Words;

    /// <summary>Fills in a field of the first contact.</summary>
    public async Task<CustomerMerge> FillContactAsync(int id, string key, string? value, Who who = Who.RepEast)
    {
        var form = await OpenAsync(id, who);
        form.Contacts[0].Custom[key] = value is null ? [] : [.. value.Split('|')];
        return await SaveAsync(id, form, who);
    }

    /// <summary>What the record says of the first contact.</summary>
    public async Task<string?> ContactWordsAsync(int id, string key, Who who = Who.RepEast) =>
        (await WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(id, As(who), None))).Contacts[0].Own.FirstOrDefault(f => f.Field.Key == key)?.Words;

    public async Task<string?> WordsAsync(int id, string key, Who who = Who.RepEast) =>
        (await WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(id, As(who), None))).Custom.FirstOrDefault(f => f.Field.Custom!.Key == key)?.Words;
}
