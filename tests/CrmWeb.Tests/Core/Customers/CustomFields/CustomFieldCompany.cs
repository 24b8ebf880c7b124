using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
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

    public Task<int> DefineAsync(CustomFieldForm form) => WithAsync<CustomFieldService, int>(s => s.CreateAsync(form, As(Who.Admin), None));

    public async Task<CustomFieldEntry> DefinedAsync(CustomFieldForm form) => await FieldAsync(await DefineAsync(form));

    public async Task<CustomFieldRow> RowAsync(int id) => (await WithAsync<CustomFieldQueries, IReadOnlyList<CustomFieldRow>>(q => q.ReadAsync(As(Who.Admin), None))).Single(r => r.Field.Id == id);

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

    public async Task<string?> WordsAsync(int id, string key, Who who = Who.RepEast) =>
        (await WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(id, As(who), None))).Custom.FirstOrDefault(f => f.Field.Custom!.Key == key)?.Words;
}
