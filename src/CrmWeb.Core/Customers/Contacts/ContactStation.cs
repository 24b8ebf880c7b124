namespace CrmWeb.Core.Customers.Contacts;

/// <summary>The customer a contact was at before, or is at now; named only where the reader may see it.</summary>
/// <param name="Until">Last day at the earlier customer.</param>
public sealed record ContactStation(int? CustomerId, string? CustomerName, DateOnly? Until);
