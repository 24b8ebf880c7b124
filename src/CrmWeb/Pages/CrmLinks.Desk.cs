namespace CrmWeb;

/// <content>Where the numbers of a team's desk lead.</content>
public static partial class CrmLinks
{
    /// <param name="watch">Code of a kind of watch rules: silent or stuck.</param>
    public static string WatchedCustomersOf(string watch, int ownerId) => $"/customers?watch={watch}&owner={ownerId}";

    public static string CustomersFollowedUpSince(DateOnly day, int ownerId) => $"/customers?lastFollowUpFrom={day:yyyy-MM-dd}&owner={ownerId}";
}
