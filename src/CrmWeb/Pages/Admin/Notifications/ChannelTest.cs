namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>The small form that sends a test message.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Label">Of the address field; null where there is none to type.</param>
/// <param name="To">What stands in it.</param>
/// <param name="Result">What the test that was just made came to; null before one.</param>
public sealed record ChannelTest(string Action, string? Label, string? To, ChannelTestResult? Result);

/// <param name="Error">In words; null where the message was handed over.</param>
public sealed record ChannelTestResult(string? Error);
