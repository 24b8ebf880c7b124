using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.SampleData.Company;

/// <summary>Fields that the demo company added to its customers, their contacts and its follow-ups, what some of them carry, and what the company requires.</summary>
internal sealed class DemoFields(CrmDbContext db, DemoCodes codes, OrganizationClock clock)
{
    private static readonly string[] Technology = ["I63", "I64", "I65"];

    private static readonly (string Zh, string En)[] Needs = [("上云", "Move to the cloud"), ("数据中台", "Data platform"), ("系统国产化", "Domestic software"), ("暂无计划", "No plans yet")];

    private static readonly (string Zh, string En)[] Ways = [("电话", "Telephone"), ("微信", "WeChat"), ("邮件", "E-mail")];

    public async Task FillAsync(IReadOnlyList<Customer> customers, CancellationToken ct)
    {
        var (need, machines, check) = (
            Field("transformation", CustomFieldType.Choice, 10, new CustomFieldForm { Zh = "转型需求", En = "Transformation", HelpZh = "客户数字化转型的主要方向", HelpEn = "What the customer's digital transformation is mainly about", Industries = ["I"] }),
            Field("machines", CustomFieldType.Whole, 20, new CustomFieldForm { Zh = "设备台数", En = "Machines" }),
            Field("annual-check", CustomFieldType.Day, 30, new CustomFieldForm { Zh = "年审日期", En = "Annual check" }));
        var service = Field("service-price", CustomFieldType.Money, 40, new CustomFieldForm { Zh = "单台年服务费", En = "Service per machine" });
        var (way, visits) = (
            Field("preferred-way", CustomFieldType.Choice, 10, new CustomFieldForm { Zh = "联系偏好", En = "Preferred way" }, FieldSubject.Contact),
            Field("minutes", CustomFieldType.Whole, 10, new CustomFieldForm { Zh = "时长（分钟）", En = "Minutes" }, FieldSubject.FollowUp));
        foreach (var (name, i) in Needs.Select((n, i) => (n, i)))
            need.Add(new CustomFieldChoice($"need-{i + 1}", name.Zh, name.En, i));
        foreach (var (name, i) in Ways.Select((n, i) => (n, i)))
            way.Add(new CustomFieldChoice($"way-{i + 1}", name.Zh, name.En, i));
        await db.SaveNewAsync([need, machines, check, service, way, visits], ct);
        var potential = Field("service-potential", CustomFieldType.Computed, 50, new CustomFieldForm { Zh = "年服务潜力", En = "Service potential", Operator = FieldOperator.Product });
        potential.WorkWith([new FieldOperand(0, machines.Id, null), new FieldOperand(1, service.Id, null)], before: null);
        await db.SaveNewAsync([potential], ct);

        var technology = Technology.Select(code => codes.Item(ListKind.Industry, code)).ToHashSet();
        var choices = need.Choices.Select(c => c.Id).ToList();
        var ways = way.Choices.Select(c => c.Id).ToList();
        List<TypedValue> values = [];
        foreach (var (customer, i) in customers.Select((c, i) => (c, i)))
        {
            if (customer.IndustryId is { } industry && technology.Contains(industry) && i % 4 != 0)
                Add(customer, need, choices[i % choices.Count]);
            if (i % 3 == 0)
            {
                Add(customer, machines, 2 + (i * 7 % 180));
                Add(customer, service, 800 + (i % 5 * 200));
            }

            if (i % 5 == 0)
                Add(customer, check, clock.Today.AddDays((i * 11 % 360) - 60).ToString("O", CultureInfo.InvariantCulture));
            if (i % 2 == 0 && customer.Contacts.FirstOrDefault(c => c.IsPrimary) is { } contact)
                Put(new ContactValue(contact.Id, way.Id), way, ways[i / 2 % ways.Count]);
        }

        await db.SaveNewAsync(values, ct);
        var since = clock.Today.AddDays(-30);
        RequiredFieldRule[] required = [new("Industry", "New,Existing,Key", null), new("Source", "New,Existing,Key", null), new("PainPoints", "Key", "needs"), new("Budget", "Key", "quotation")];
        await db.SaveNewAsync([new RequiredFieldVersion(0, since, null, required, by: null, clock.StartOfDay(since))], ct);

        void Add(Customer customer, CustomField field, IConvertible raw) => Put(new CustomerValue(customer.Id, field.Id), field, raw);

        void Put(TypedValue value, CustomField field, IConvertible raw)
        {
            value.Set(field.Type, raw.ToString(CultureInfo.InvariantCulture), unique: false);
            values.Add(value);
        }
    }

    /// <summary>Says of some of the follow-ups how long they took.</summary>
    public static async Task TimeAsync(CrmDbContext db, CancellationToken ct)
    {
        var minutes = await db.CustomFields.Where(f => f.Subject == FieldSubject.FollowUp).SingleAsync(ct);
        var done = await db.FollowUps.Where(f => f.State == FollowUpState.Done).OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(ct);
        await db.SaveNewAsync([.. done.Where((_, i) => i % 3 == 0).Select((id, i) => Minutes(id, 5 + (i * 5 % 90)))], ct);

        FollowUpValue Minutes(int id, int said)
        {
            var value = new FollowUpValue(id, minutes.Id);
            value.Set(minutes.Type, said.ToString(CultureInfo.InvariantCulture), unique: false);
            return value;
        }
    }

    private static CustomField Field(string key, CustomFieldType type, int order, CustomFieldForm form, FieldSubject subject = FieldSubject.Customer)
    {
        form.Type = type;
        if (subject == FieldSubject.Customer)
            (form.GroupZh, form.GroupEn) = ("行业信息", "Industry");
        var field = new CustomField(subject, key, type, order);
        field.Describe(form);
        return field;
    }
}
