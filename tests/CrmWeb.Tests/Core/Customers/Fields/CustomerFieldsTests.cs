using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Tests.Conventions;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Fields;

/// <summary>The list of the customer's fields against the form, the values that keep them, and the labels.</summary>
[Trait("Category", "Pure")]
public sealed class CustomerFieldsTests
{
    /// <summary>The company's own fields, of which the product knows none: CustomFieldTests.</summary>
    private const string Own = nameof(CustomerForm.Custom);

    /// <summary>What the form sends besides the customer.</summary>
    private static readonly string[] NoFields = [Own, "CreationKey", "Version", "Seen", "TakeTheirs", "ConfirmDuplicate", "MayBeWithoutContact", "StageId"];

    [Fact]
    public void Every_property_of_the_form_is_described_once() => Assert.Equal(
        typeof(CustomerForm).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).Except(NoFields).Order(StringComparer.Ordinal),
        CustomerFields.All.Select(f => f.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_value_the_customer_keeps_is_described_once()
    {
        var kept = typeof(CustomerProfile).GetProperties().SelectMany(p => p.Name switch
        {
            nameof(CustomerProfile.Company) or nameof(CustomerProfile.Needs) or nameof(CustomerProfile.Notes) => p.PropertyType.GetProperties(),
            _ => [p],
        });
        Assert.Equal(
            kept.Select(p => p.Name).Except([Own]).Order(StringComparer.Ordinal),
            CustomerFields.All.Where(f => f.Stored is not null).Select(f => f.StoredAs).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_property_of_a_contact_is_described_once() => Assert.Equal(
        typeof(ContactForm).GetProperties().Where(p => p.CanWrite && p.Name is not ("Id" or Own)).Select(p => p.Name).Order(StringComparer.Ordinal),
        ContactFields.All.Select(f => f.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("src/CrmWeb.Core/Customers/CustomersText.resx")]
    [InlineData("src/CrmWeb.Core/Customers/CustomersText.zh-CN.resx")]
    public void Every_field_has_its_words(string file)
    {
        var words = System.Xml.Linq.XDocument.Parse(Repository.Read(file)).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).ToHashSet();
        Assert.Subset(words, CustomerFields.All.SelectMany(f => new[] { f.Key, f.Help, f.Placeholder }).OfType<string>().Concat(ContactFields.All.Select(f => "Contact." + f.Key)).ToHashSet());
    }

    /// <summary>A value put into a field and no other is read from that field and no other.</summary>
    [Fact]
    public void A_field_reads_what_it_writes_and_touches_nothing_else()
    {
        var empty = new CustomerProfile { Name = "" };
        foreach (var field in CustomerFields.All.Where(f => f.With is not null))
        {
            var (value, _) = Sample(field);
            var filled = field.With!(empty, value);
            Assert.Equal([field.Key], CustomerFields.All.Where(f => f.Stored is not null && !Equals(f.Stored(filled), f.Stored(empty))).Select(f => f.Key));
            Assert.Equal(value, field.Stored!(filled));

            var (_, typed) = Sample(field);
            var form = new CustomerForm();
            field.Type!(form, typed);
            Assert.Equal([field.Key], CustomerFields.All.Where(f => f.Typed(form) is not null).Select(f => f.Key));
            Assert.Equal(typed, field.Typed(form));
        }
    }

    [Theory]
    [InlineData(CustomerKind.Enterprise)]
    [InlineData(CustomerKind.Individual)]
    public void Whoever_may_not_see_personal_data_gets_no_text_but_those_that_name_nobody(CustomerKind kind)
    {
        var profile = CustomerFields.All.Where(f => f is { IsText: true, With: not null })
            .Aggregate(new CustomerProfile { Name = "", Kind = kind }, (p, field) => field.With!(p, "王建国的话"));
        var seen = CustomerFields.Seen(profile, new PersonalView(false));
        var clear = CustomerFields.All.Where(f => f is { IsText: true, Stored: not null } && f.Stored(seen) as string == "王建国的话").Select(f => f.Key);
        Assert.Equal(kind == CustomerKind.Individual ? ["CreditCode", "Established"] : ["CreditCode", "Established", "Name", "ShortName", "Website"], clear.Order(StringComparer.Ordinal));
        Assert.Same(profile, CustomerFields.Seen(profile, new PersonalView(true)));
    }

    private static (object Stored, object Typed) Sample(CustomerField field) => field.Kind switch
    {
        FieldKind.Choice when field.Choices == nameof(CustomerKind) => (CustomerKind.Individual, CustomerKind.Individual),
        FieldKind.Choice when field.Choices == nameof(CustomerType) => (CustomerType.Interested, CustomerType.Interested),
        FieldKind.Choice when field.Choices == nameof(CustomerCategory) => (CustomerCategory.Key, CustomerCategory.Key),
        FieldKind.Choice => (CustomerLevel.B, CustomerLevel.B),
        FieldKind.List => (7, "seven"),
        FieldKind.Number => (7, "7"),
        FieldKind.Money or FieldKind.Revenue => (7m, "7"),
        FieldKind.Day => (new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 4)),
        FieldKind.DayOfTime => (new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), new DateOnly(2026, 3, 4)),
        FieldKind.YesNo => (true, true),
        _ => ("七", "七"),
    };
}
