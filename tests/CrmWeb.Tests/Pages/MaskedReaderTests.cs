using System.Net;
using System.Text.RegularExpressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Urging;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.DailyReports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>
/// Whoever may not see personal data gets none, on whatever way out. Every text of every table that hangs on a customer is made
/// distinct and looked for in everything the marketer can open, so a column that comes later is looked for as well.
/// </summary>
public sealed partial class MaskedReaderTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const string Person = "司徒密语";
    private const string Mobile = "13977660011";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ValueTable[] Values = [CustomerValueTable.Only, ContactValueTable.Only, FollowUpValueTable.Only];

    /// <summary>What is no personal data, or is asked for and never shown.</summary>
    private static readonly string[] Kept = [nameof(Customer.Number), nameof(Customer.Name), nameof(Customer.CreditCode), nameof(CompanyFacts.Established), "NameKey", "SearchKey", "SortKey", "TextKey", "UniqueKey", "MobileDigits", "LandlineDigits", "MobileReversed"];
    private static readonly string[] Shaped = [nameof(Contact.Name), nameof(Contact.Mobile), nameof(Contact.Landline), nameof(Contact.Mail), nameof(Contact.WeChat)];

    [Fact]
    public async Task Nothing_personal_leaves_by_any_page_feed_or_message()
    {
        var (customer, task, feed) = await PlantAsync();
        var marketer = await app.ClientAsync(Who.Marketer);
        var daily = $"/reports/daily/{await app.DbAsync(db => db.DailyReports.Select(r => r.Id).SingleAsync())}";
        Queue<string> waiting = new(["/", "/customers", "/customers?kind=Individual", "/customers?sort=name", "/contacts", "/contacts?departed=all", "/contacts?departed=all&cols=phone,mail,customer,owner,role,title,wechat,left,added,updated&sort=customer",
            "/follow-ups?list=planned&team=true&cols=subject,at,method,priority,assignee,author,remind,recurrence,next", "/search?q=司徒", "/reports/follow-up-frequency", "/reports/quality", "/reports/team", "/reports/order-share", "/reports/forecast", "/orders?category=new", "/orders/payments?category=new",
            "/search/suggest?q=司徒", "/follow-ups", "/follow-ups?list=planned", "/follow-ups/calendar?view=month&day=2026-11-20", "/notifications", "/notifications?list=all",
            "/notifications/stream?wait=0&after=0", $"/customers/{customer}", $"/customers/{customer}?timeline=changes", $"/customers/{customer}?timeline=stages", $"/customers/{customer}?timeline=orders", "/orders", "/orders?sort=customer", "/orders/payments",
            $"/customers/{customer}?timeline=follow-ups", $"/follow-ups/{task}", daily, feed]);
        HashSet<string> seen = [];
        List<string> leaks = [];
        while (waiting.TryDequeue(out var address) && seen.Count < 80)
        {
            if (!seen.Add(address))
                continue;
            var page = await marketer.GetAsync(address);
            leaks.AddRange(Leaks(page.Text).Select(leak => $"{address}: {leak}"));
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/customers/'], a[href^='/follow-ups/'], a[href^='/orders/']").Select(a => a.GetAttribute("href")!))
                waiting.Enqueue(link.Split('#')[0]);
        }

        var messages = await app.DbAsync(db => db.OutboxMessages.AsNoTracking().Where(m => m.UserId == app.Company[Who.Marketer].Id).ToListAsync());
        Assert.NotEmpty(messages);
        foreach (var message in messages)
            leaks.AddRange(Leaks($"{message.Subject}\n{message.Body}").Select(leak => $"{message.Channel} message: {leak}"));

        Assert.Contains($"/customers/{customer}", seen);
        Assert.Contains("司徒**", (await marketer.GetAsync("/reports/follow-up-frequency")).Texts("#report-table-0 td").First());
        Assert.True(leaks.Count == 0, string.Join('\n', leaks.Distinct().Take(40)));
        Assert.Contains("司徒**", (await marketer.GetAsync(daily)).Texts("main .rows a"));
        Assert.Contains("司徒**", (await marketer.GetAsync($"/customers/{customer}")).Texts("h1").Single());
        Assert.Contains(Person, (await (await app.ClientAsync(Who.Service)).GetAsync($"/customers/{customer}")).Text);
    }

    [Theory]
    [InlineData(Person)]
    [InlineData("密语")]
    [InlineData("stmy")]
    [InlineData(Mobile)]
    [InlineData("0011")]
    public async Task Nobody_hidden_is_found_by_trying(string typed)
    {
        await PlantAsync();
        var marketer = await app.ClientAsync(Who.Marketer);
        foreach (var address in new[] { "/customers?q=", "/contacts?departed=all&q=", "/search?q=", "/search/suggest?q=" })
        {
            var page = await marketer.GetAsync(address + Uri.EscapeDataString(typed));
            Assert.DoesNotContain("司徒**", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(page.Document.QuerySelectorAll("a[href^='/customers/']"), a => CustomerLink().IsMatch(a.GetAttribute("href")!));
        }
    }

    [Fact]
    public async Task The_number_finds_a_person_and_the_order_of_names_tells_nothing_of_them()
    {
        var (customer, _, _) = await PlantAsync();
        var number = await app.DbAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        Assert.Single((await ListAsync(new CustomerFilter { Q = number })).Rows, r => r.Id == customer);
        foreach (var sort in new[] { "name", "-name" })
            Assert.Equal(customer, (await ListAsync(new CustomerFilter { Sort = sort, Size = "100" })).Rows.SkipWhile(r => r.Name != "司徒**").First().Id);
    }

    [Fact]
    public async Task The_subject_outlives_an_assignee_who_may_not_read_it()
    {
        var (_, task, _) = await PlantAsync();
        var marketer = await app.ClientAsync(Who.Marketer);
        var before = await app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).Select(f => f.Subject).SingleAsync());
        var answer = await (await marketer.GetAsync($"/follow-ups/{task}")).FormWith("Form.Content").Set("Form.Content", "资料已寄出。").SubmitAsync();
        Assert.Equal(HttpStatusCode.Found, answer.Status);
        var after = await app.DbAsync(db => db.FollowUps.AsNoTracking().SingleAsync(f => f.Id == task));
        Assert.Equal((before, FollowUpState.Done), (after.Subject, after.State));
    }

    private static IEnumerable<string> Leaks(string text) => Leak().Matches(text).Select(m => m.Value);

    private Task<PageOf<CustomerRow>> ListAsync(CustomerFilter filter) =>
        app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(filter, app.As(Who.Marketer), None));

    /// <summary>A person who is a customer, with something of everything, and the marketer's own task, feed and mail about them.</summary>
    private async Task<(int Customer, int Task, string Feed)> PlantAsync()
    {
        await app.DbAsync(db => db.Users.Where(u => u.Id == app.Company[Who.Marketer].Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, "marketer@example.com")));
        await SetUpMailAsync();
        var form = Forms.Customer(Person, Mobile, Person);
        (form.Kind, form.ShortName, form.ConfirmDuplicate) = (CustomerKind.Individual, "密语", true);
        form.DecisionChain = [new DecisionLinkForm { Title = "总经理" }];
        await app.DbAsync(db => db.Customers.Where(c => c.Name == Person).ExecuteUpdateAsync(s => s.SetProperty(c => c.DeletedAt, app.Clock.Now)));
        await app.DbAsync(db => db.Contacts.Where(c => c.Mobile == Mobile).ExecuteUpdateAsync(s => s.SetProperty(c => c.Mobile, (string?)null).SetProperty(c => c.MobileDigits, (string?)null)));
        form.Custom[await OwnFieldAsync(FieldSubject.Customer)] = form.Contacts[0].Custom[await OwnFieldAsync(FieldSubject.Contact)] = ["自定义"];
        var customer = await app.RegisterAsync(Who.Admin, form);
        var contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == customer).Select(c => c.Id).SingleAsync());
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        record.Contact = contact;
        record.Custom[await OwnFieldAsync(FieldSubject.FollowUp)] = ["自定义"];
        (record.Commitments, record.Stage, record.From, record.StageReason) = ("周五前寄样品", "needs", "initial", "有需求");
        var done = await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, record, app.As(Who.Admin), None));
        var plan = Forms.Plan(new DateTime(2026, 11, 20, 9, 0, 0), $"给{Person}打电话{Mobile}");
        (plan.Assignee, plan.Channels, plan.Contact) = (app.Company[Who.Marketer].Id, [NotificationChannels.Mail], contact);
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, plan, app.As(Who.Admin), None));
        await app.DbAsync(async db =>
        {
            var method = await db.ListItems.Where(i => i.Kind == ListKind.FollowUpMethod).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync();
            db.FollowUps.Add(FollowUp.Recorded(
                customer, Guid.NewGuid(), new FollowUpFacts(method, null, null, "联系过"), app.Clock.Now.AddHours(-1), app.Company[Who.Marketer].Id, app.Clock.Now));
            return await db.SaveChangesAsync(UserScope.System, None);
        });
        await OrderAsync(customer);
        await app.Services.SendDayAsync(app.As(Who.Admin), $"密9003 {Person} {Mobile}");
        await app.DbAsync(db => PlantTextsAsync(db, customer, app.As(Who.Admin)));
        await app.DbAsync(async db =>
        {
            db.Urges.Add(new Urge(customer, task, app.Company[Who.Admin].Id, app.Company[Who.Marketer].Id, $"密9001 {Mobile}", null, app.Clock.Now));
            return await db.SaveChangesAsync(UserScope.System, None);
        });
        await app.WithAsync<NotificationPublisher, int>(a => a.AddAsync([new Announcement(NotificationKinds.Urged, $"masked:{task}", app.Company[Who.Marketer].Id)
        {
            CustomerId = customer, FollowUpId = task, ActorId = app.Company[Who.Admin].Id,
            Facts = new Dictionary<string, string> { [NotificationFacts.Note] = $"密9002 请给{Person}打 {Mobile}" },
        }], None));
        Assert.NotEqual(0, done);
        return (customer, task, $"/calendar/{await app.WithAsync<CalendarFeeds, string>(f => f.RenewAsync(app.As(Who.Marketer), None))}.ics");
    }

    /// <summary>The key of a text field that everybody's role may see.</summary>
    private Task<string> OwnFieldAsync(FieldSubject subject) => app.WithAsync<CustomFieldService, string>(async s =>
    {
        var key = $"own{Guid.NewGuid():N}"[..12];
        await s.CreateAsync(new CustomFieldForm { Subject = subject, Key = key, Zh = key, En = key, Type = CustomFieldType.Text }, app.As(Who.Admin), None);
        return key;
    });

    /// <summary>With words in every place, one payment too many and one taken back.</summary>
    private async Task OrderAsync(int customer)
    {
        var admin = app.As(Who.Admin);
        var form = Forms.Order("100", ("2026-11-10", "100"));
        (form.Amount, form.Remarks, form.Plan[0].Note) = (null, "备注", "首付款");
        form.Items = [new OrderItemForm { Name = "设备", Unit = "台", Quantity = "1", UnitPrice = "100" }];
        var order = await app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, form, admin, None));
        var payment = Forms.Payment("200", reason: "客户多付，下次抵扣");
        payment.Note = "客户账户";
        var paid = await app.WithAsync<PaymentService, int>(p => p.NoteAsync(order, payment, admin, None));
        await app.WithAsync<PaymentService, int>(p => p.VoidAsync(paid, new VoidForm { Reason = "重复登记" }, admin, None));
        await app.WithAsync<OrderProgress>(o => o.MoveAsync(order, OrderState.Void, "客户取消项目", admin, None));
    }

    private Task SetUpMailAsync() => app.DbAsync(async db =>
    {
        await db.ChannelSettings.ExecuteDeleteAsync();
        var settings = new ChannelSettings(OutboxChannel.Mail);
        settings.Change(true, app.Services.GetRequiredService<SecretProtector>().SealJson(
            new MailSettings("127.0.0.1", 25, MailSecurity.None, null, null, "crm@example.com", "CRM")), TestClock.Start);
        db.ChannelSettings.Add(settings);
        await db.SaveChangesAsync();
        app.Services.GetRequiredService<ChannelSetup>().Invalidate();
        return true;
    });

    /// <summary>Through the tracked rows, so that the change log tells of them as well.</summary>
    private static async Task<int> PlantTextsAsync(CrmDbContext db, int customerId, UserScope by)
    {
        var planted = 0;
        foreach (var table in db.Model.GetEntityTypes().Where(t => t.ClrType == typeof(Customer) || t.FindProperty("CustomerId") is not null || t.FindProperty("OrderId") is not null || t.ClrType.IsAssignableTo(typeof(TypedValue))))
        {
            var texts = table.GetFlattenedProperties().Where(p => p.ClrType == typeof(string) && p.GetValueConverter() is null && !Kept.Contains(p.Name) && !IsTechnical(p)).ToList();
            var all = (IQueryable<object>)db.GetType().GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(table.ClrType).Invoke(db, null)!;
            var values = Values.FirstOrDefault(v => v.Rows(db).ElementType == table.ClrType);
            var owners = values?.Owners(db).Where(o => o.CustomerId == customerId).Select(o => o.Id);
            var rows = owners is not null ? [.. await values!.Rows(db).Where(v => owners.Contains(v.OwnerId)).ToListAsync()] : await (table.FindProperty("OrderId") is not null
                ? all.Where(r => db.Orders.Any(o => o.CustomerId == customerId && o.Id == EF.Property<int>(r, "OrderId")))
                : all.Where(r => EF.Property<int?>(r, table.ClrType == typeof(Customer) ? "Id" : "CustomerId") == customerId)).ToListAsync();
            foreach (var row in rows)
            {
                foreach (var text in texts.Where(t => table.ClrType != typeof(Contact) || !Shaped.Contains(t.Name)))
                    (text.DeclaringType is IComplexType value ? db.Entry(row).ComplexProperty(value.ComplexProperty).Property(text) : db.Entry(row).Property(text)).CurrentValue = $"密{planted++:D4}";
            }
        }

        Assert.True(planted > 20, $"only {planted} texts were planted");
        await db.SaveChangesAsync(by, None);
        foreach (var contact in await db.Contacts.Where(c => c.CustomerId == customerId).ToListAsync())
        {
            db.Entry(contact).Property(c => c.Mail).CurrentValue = "zmiyu@secret.example";
            db.Entry(contact).Property(c => c.WeChat).CurrentValue = "zmiyuchat9";
            db.Entry(contact).Property(c => c.Landline).CurrentValue = "021-68997766";
        }

        return await db.SaveChangesAsync(by, None);
    }

    /// <summary>Written by the program itself, from ids and codes.</summary>
    private static bool IsTechnical(IProperty text) =>
        text.IsKey() || text.DeclaringType.ClrType == typeof(Notification) || text.DeclaringType.ClrType == typeof(OutboxMessage);

    [GeneratedRegex(@"密\d{4}|密语|13977660011|zmiyu|68997766|miyuchat")]
    private static partial Regex Leak();

    [GeneratedRegex(@"^/customers/\d+$")]
    private static partial Regex CustomerLink();
}
