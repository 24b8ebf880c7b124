using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.SampleData.Company;

/// <summary>Three fields that the demo company added to its customers, what some of them carry, and what the company requires.</summary>
internal sealed class DemoFields(CrmDbContext db, DemoCodes codes, OrganizationClock clock)
{
    private static readonly string[] Technology = ["I63", "I64", "I65"];

    private static readonly (string Zh, string En)[] Needs = [("上云", "Move to the cloud"), ("数据中台", "Data platform"), ("系统国产化", "Domestic software"), ("暂无计划", "No plans yet")];

    public async Task FillAsync(IReadOnlyList<Customer> customers, CancellationToken ct)
    {
        var (need, machines, check) = (
            Field("transformation", CustomFieldType.Choice, 10, new CustomFieldForm { Zh = "转型需求", En = "Transformation", HelpZh = "客户数字化转型的主要方向", HelpEn = "What the customer's digital transformation is mainly about", Industries = ["I"] }),
            Field("machines", CustomFieldType.Whole, 20, new CustomFieldForm { Zh = "设备台数", En = "Machines" }),
            Field("annual-check", CustomFieldType.Day, 30, new CustomFieldForm { Zh = "年审日期", En = "Annual check" }));
        foreach (var (name, i) in Needs.Select((n, i) => (n, i)))
            need.Add(new CustomFieldChoice($"need-{i + 1}", name.Zh, name.En, i));
        await db.SaveNewAsync([need, machines, check], ct);

        var technology = Technology.Select(code => codes.Item(ListKind.Industry, code)).ToHashSet();
        var choices = need.Choices.Select(c => c.Id).ToList();
        List<CustomerValue> values = [];
        foreach (var (customer, i) in customers.Select((c, i) => (c, i)))
        {
            if (customer.IndustryId is { } industry && technology.Contains(industry) && i % 4 != 0)
                Add(customer, need, choices[i % choices.Count]);
            if (i % 3 == 0)
                Add(customer, machines, 2 + (i * 7 % 180));
            if (i % 5 == 0)
                Add(customer, check, clock.Today.AddDays((i * 11 % 360) - 60).ToString("O", CultureInfo.InvariantCulture));
        }

        await db.SaveNewAsync(values, ct);
        var since = clock.Today.AddDays(-30);
        RequiredFieldRule[] required = [new("PainPoints", "Key", "needs"), new("Budget", "Key", "quotation")];
        await db.SaveNewAsync([new RequiredFieldVersion(0, since, null, required, by: null, clock.StartOfDay(since))], ct);

        void Add(Customer customer, CustomField field, IConvertible raw)
        {
            var value = new CustomerValue(customer.Id, field.Id);
            value.Set(field.Type, raw.ToString(CultureInfo.InvariantCulture), unique: false);
            values.Add(value);
        }
    }

    private static CustomField Field(string key, CustomFieldType type, int order, CustomFieldForm form)
    {
        form.Type = type;
        (form.GroupZh, form.GroupEn) = ("行业信息", "Industry");
        var field = new CustomField(FieldSubject.Customer, key, type, order);
        field.Describe(form);
        return field;
    }
}
