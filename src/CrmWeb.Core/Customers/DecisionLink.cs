using System.Globalization;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers;

/// <summary>One link of the decision chain, in order: a contact of the customer, or a title.</summary>
public sealed class DecisionLink : IAudited, IAuditLabel
{
    private const char Separator = '|';

    private DecisionLink()
    {
    }

    /// <param name="contact">A contact of the same customer, perhaps new like the link itself.</param>
    /// <param name="attitude">Supporting, neutral or opposing, as +1, 0, −1; null while unknown.</param>
    public DecisionLink(int order, Contact? contact, string? title, int? attitude)
    {
        Order = order;
        Contact = contact;
        ContactId = contact is { Id: > 0 } ? contact.Id : null;
        Title = title;
        Attitude = attitude;
    }

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    /// <summary>From 1.</summary>
    public int Order { get; private set; }

    public int? ContactId { get; private set; }

    public Contact? Contact { get; private set; }

    public string? Title { get; private set; }

    /// <summary>Supporting, neutral or opposing, as +1, 0, −1.</summary>
    public int? Attitude { get; private set; }

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => CustomerId;

    /// <summary>Place, attitude and whom it names, for <see cref="ReadLabel"/>.</summary>
    string? IAuditLabel.AuditLabel => Label(Order, Attitude, Contact?.Name, Title);

    internal bool IsSameAs(DecisionLink other) =>
        Order == other.Order && Attitude == other.Attitude && Title == other.Title
        && (Contact is null ? ContactId == other.ContactId && other.Contact is null : Contact == other.Contact);

    /// <summary>How the change log calls a link.</summary>
    internal static string Label(int order, int? attitude, string? contact, string? title) => string.Create(
        CultureInfo.InvariantCulture, $"{order}{Separator}{attitude}{Separator}{string.Join(' ', new[] { contact, title }.OfType<string>())}");

    /// <summary>Takes a label of the change log apart.</summary>
    internal static (string Order, int? Attitude, string Name)? ReadLabel(string? label) =>
        label?.Split(Separator, 3) is [var order, var attitude, var name]
            ? (order, int.TryParse(attitude, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null, name)
            : null;
}
