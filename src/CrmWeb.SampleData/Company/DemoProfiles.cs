using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.SampleData.Company;

/// <summary>Invents the customers themselves: who they are, where, what they need, and whom one talks to.</summary>
internal sealed class DemoProfiles(Random random, DemoCodes codes, OrganizationClock clock, DemoSupply supply)
{
    private static readonly string[] Sources = ["online", "fair", "customer-referral", "channel", "walk-in", "first-visit", "advertising", "phone"];
    private static readonly decimal[] Amounts = [80_000m, 120_000m, 180_000m, 260_000m, 350_000m, 480_000m, 650_000m, 880_000m, 1_200_000m, 2_400_000m];

    private readonly DemoCompanies companies = new(codes, clock);

    public Customer Create(DemoHistory history, string number, Stage initial)
    {
        var city = Pick(supply.CitiesOf(history.Owner));
        var kind = random.Next(100) switch { < 3 => CustomerKind.Individual, < 9 => CustomerKind.Institution, _ => CustomerKind.Enterprise };
        var trade = Pick(kind == CustomerKind.Institution ? DemoWords.Institutions : DemoWords.Trades);
        var (name, shortName) = Name(kind, city, trade);
        var profile = companies.Detail(Profile(history, kind, city, trade, name, shortName), history, trade, number);
        var customer = new Customer(
            number, NewKey(), profile, history.Owner.Id, history.Owner.DepartmentId, history.Owner.Id, initial.Id, history.CreatedAt);

        var contacts = kind == CustomerKind.Individual ? 1 : random.Next(10) switch { < 5 => 1, < 8 => 2, _ => 3 };
        var positions = random.GetItems(DemoWords.Positions, contacts);
        for (var i = 0; i < contacts; i++)
            customer.AddContact(Person(kind == CustomerKind.Individual ? name : null, positions[i], city, isPrimary: i == 0, history.CreatedAt));
        customer.SetDecisionChain(companies.Decide(customer, history));
        customer.SetTags([.. Tags(history, trade).Distinct().Select(codes.Tag)]);
        return customer;
    }

    private CustomerProfile Profile(DemoHistory history, CustomerKind kind, DemoCity city, DemoTrade trade, string name, string? shortName)
    {
        var amount = Amounts[Math.Min(random.Next(Amounts.Length), random.Next(Amounts.Length) + history.Depth)];
        var source = Pick(Sources);
        var known = history.Depth > 0 || random.Next(3) > 0;
        return new CustomerProfile
        {
            Name = name,
            ShortName = shortName,
            Kind = kind,
            CreditCode = kind == CustomerKind.Enterprise && known ? NewCreditCode(city) : null,
            IndustryId = codes.Item(ListKind.Industry, trade.Industry),
            RegionId = codes.Item(ListKind.Region, city.Code),
            Company = new CompanyFacts { Address = $"{city.Name}市{Pick(DemoWords.Roads)}{random.Next(8, 1999)}号" },
            Type = CustomerType.Potential,
            Category = history.Depth >= 4 ? (amount >= 480_000m ? CustomerCategory.Key : CustomerCategory.Existing) : CustomerCategory.New,
            Level = amount switch { >= 650_000m => CustomerLevel.A, >= 260_000m => CustomerLevel.B, >= 120_000m => CustomerLevel.C, _ => CustomerLevel.D },
            SourceId = codes.Item(ListKind.Source, source),
            Notes = new CustomerNotes { SourceDetail = source switch { "fair" => Pick(DemoWords.Fairs), "online" => "官网", _ => null } },
            BudgetId = known ? codes.Item(ListKind.Budget, amount switch { < 500_000m => "under-500k", <= 1_000_000m => "500k-1m", _ => "over-1m" }) : null,
            Needs = new CustomerNeeds
            {
                NeedSummary = known ? Pick(DemoWords.Needs) : null,
                PainPoints = known ? Pick(DemoWords.Pains) : null,
                ExpectedAmount = known ? amount : null,
                ExpectedOn = history is { Depth: >= 1 and < 4, IsLost: false } ? clock.Today.AddDays(random.Next(-12, 120)) : null,
            },
        };
    }

    private (string Name, string? ShortName) Name(CustomerKind kind, DemoCity city, DemoTrade trade)
    {
        while (true)
        {
            var brand = supply.Brand(random);
            var word = Pick(trade.Words);
            var (name, shortName) = kind switch
            {
                CustomerKind.Individual => (PersonName(random.Next(2) == 0), null),
                CustomerKind.Institution => ($"{city.Name}{brand}{word}", $"{brand}{word}"),
                _ => ($"{city.Name}{brand}{word}{Pick(DemoWords.LegalForms)}", $"{brand}{word[..2]}"),
            };
            if (supply.NameKeys.Add(CompanyName.Key(name)) || (supply.PeopleShareNames && kind == CustomerKind.Individual))
                return (name, shortName);
        }
    }

    private Contact Person(string? named, (string Title, string Role) position, DemoCity city, bool isPrimary, DateTime at)
    {
        var man = random.Next(100) < 60;
        var mobile = Mobile();
        var landline = random.Next(4) == 0 ? $"{city.AreaCode}-{random.Next(5_000_000, 8_999_999) + (city.AreaCode.Length == 3 ? 50_000_000 : 0)}" : null;
        return new Contact(new ContactFacts(
            named ?? PersonName(man),
            codes.Item(ListKind.Salutation, position.Role == "decision-maker" ? "executive" : man ? "mr" : "ms"),
            mobile,
            landline,
            named is null ? position.Title : null,
            random.Next(3) == 0 ? $"contact{mobile[^6..]}@example.com" : null,
            random.Next(3) == 0 ? $"wx_{mobile[^7..]}" : null,
            codes.Item(ListKind.ContactRole, named is null ? position.Role : "decision-maker")), isPrimary, at);
    }

    private string PersonName(bool man) => supply.PersonName(random, man);

    private string NewCreditCode(DemoCity city)
    {
        while (true)
        {
            var code = CreditCode.Generate(random, city.Code[..4] + "06");
            if (supply.CreditCodes.Add(code))
                return code;
        }
    }

    private string Mobile()
    {
        while (true)
        {
            var mobile = Pick(["135", "137", "139", "150", "158", "177", "186", "189"]) + random.Next(0, 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
            if (supply.Mobiles.Add(mobile))
                return mobile;
        }
    }

    private IEnumerable<string> Tags(DemoHistory history, DemoTrade trade)
    {
        if (trade.Tag is not null)
            yield return trade.Tag;
        if (history.Depth == 5)
            yield return "long-term";
        for (var i = random.Next(0, 3); i > 0; i--)
            yield return Pick(DemoWords.Tags);
    }

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];

    private Guid NewKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
