namespace CrmWeb;

/// <content>The addresses of customers and contacts.</content>
public static partial class CrmLinks
{
    public static string Customers() => "/customers";

    /// <summary>How many customers the pinned views find.</summary>
    public static string CustomerCounts() => "/customers?handler=counts";

    public static string CustomersOf(int ownerId) => $"/customers?owner={ownerId}";

    public static string CustomersIn(string stageCode) => $"/customers?stage={Uri.EscapeDataString(stageCode)}";

    public static string MyCustomers() => "/customers?owner=me";

    public static string MyCustomersIn(string stageCode) => $"/customers?owner=me&stage={Uri.EscapeDataString(stageCode)}";

    /// <summary>Those nobody has spoken to for longest first.</summary>
    public static string CustomersByIdleness(bool mine) => mine ? "/customers?owner=me&sort=idle" : "/customers?sort=idle";

    public static string NewCustomer() => "/customers/new";

    public static string CheckDuplicates() => "/customers/duplicate-check";

    public static string SizeHint() => "/customers/form-hints?handler=Size";

    public static string RegionHint() => "/customers/form-hints?handler=Region";

    /// <summary>What helps with a duplicate.</summary>
    /// <param name="token">Sealed by MatchTokens.</param>
    public static string ExistingCustomer(string token) => $"/customers/existing?token={Uri.EscapeDataString(token)}";

    public static string ClaimExisting(string token) => $"/customers/existing?handler=claim&token={Uri.EscapeDataString(token)}";

    public static string AskForExisting(string token) => $"/customers/existing?handler=ask&token={Uri.EscapeDataString(token)}";

    /// <summary>A request to collaborate, for whoever decides it.</summary>
    public static string Collaboration(int id) => $"/customers/collaboration/{id}";

    public static string GrantCollaboration(int id) => $"/customers/collaboration/{id}?handler=grant";

    public static string DeclineCollaboration(int id) => $"/customers/collaboration/{id}?handler=decline";

    public static string Customer(int id) => $"/customers/{id}";

    public static string EditCustomer(int id) => $"/customers/{id}/edit";

    /// <summary>The edit form at one field.</summary>
    public static string EditCustomerAt(int id, string field) => $"/customers/{id}/edit#Form_{field.Replace('[', '_').Replace(']', '_')}";

    /// <summary>One field on the record: its control, and where it is saved.</summary>
    public static string CustomerField(int id, string field) => $"/customers/{id}/fields/{field}";

    /// <param name="q">What is looked for in the follow-ups.</param>
    public static string CustomerTimeline(int id, string? filter, string? before, string? q = null) =>
        $"/customers/{id}{Stretch('?', filter ?? "all", before, q)}#timeline";

    /// <summary>Notes a follow-up without leaving the record.</summary>
    public static string NoteOnCustomer(int id) => $"/customers/{id}/note";

    /// <summary>Moves the customer to another stage.</summary>
    /// <param name="to">Code of the stage that was pointed at.</param>
    public static string CustomerStage(int id, string? to = null) => $"/customers/{id}/stage{(to is null ? "" : $"?to={Uri.EscapeDataString(to)}")}";

    public static string UndoStage(int id, int change) => $"/customers/{id}/stage?handler=undo&change={change}";

    /// <param name="filter">With <paramref name="before"/> and <paramref name="q"/> what the timeline shows, and goes on to show.</param>
    public static string PinOnCustomer(int id, int followUp, bool isPinned, string? filter = null, string? before = null, string? q = null) =>
        $"/customers/{id}/pin?followUp={followUp}&pinned={(isPinned ? "true" : "false")}{Stretch('&', filter, before, q)}";

    public static string RestoreCustomer(int id) => $"/customers/recycle-bin?handler=Restore&id={id}";

    public static string RecycleBin() => "/customers/recycle-bin";

    public static string Contacts() => "/contacts";

    public static string Contact(int id) => $"/contacts/{id}";

    /// <summary>Takes a contact's departure back.</summary>
    public static string ReinstateContact(int id) => $"/contacts/{id}?handler=return";

    public static string MoveContact(int id) => $"/contacts/{id}/move";

    private static string Stretch(char first, string? filter, string? before, string? q)
    {
        var parts = new[] { ("timeline", filter), ("before", before), ("q", q) }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}").ToList();
        return parts.Count == 0 ? "" : first + string.Join('&', parts);
    }
}
