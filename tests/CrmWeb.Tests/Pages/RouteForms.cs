using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Watching;

namespace CrmWeb.Tests.Pages;

/// <summary>What the forms of the table of routes send.</summary>
internal static class RouteForms
{
    public static readonly (string, string)[] Customer =
    [
        ("Form.Version", "{version}"), ("Form.CreationKey", "{key}"), ("Form.Name", "{name}"), ("Form.Kind", nameof(CustomerKind.Enterprise)),
        ("Form.Industry", "C34"), ("Form.Type", nameof(CustomerType.Potential)), ("Form.Category", nameof(CustomerCategory.New)), ("Form.Source", "online"),
        ("Form.Contacts[0].Id", "{contact}"), ("Form.Contacts[0].Name", "钱学文"), ("Form.Contacts[0].Mobile", "{mobile}"), ("Form.Remarks", "改过"),
    ];

    public static readonly (string, string)[] NewCustomer = [.. Customer.Where(f => f.Item1 is not ("Form.Version" or "Form.Contacts[0].Id"))];

    public static readonly (string, string)[] Record =
    [
        ("Form.CreationKey", "{key}"), ("Form.Version", "{followUpVersion}"), ("Form.Method", "phone"), ("Form.At", "2026-11-18T09:30"), ("Form.Content", "电话沟通。"),
    ];

    public static readonly (string, string)[] Plan =
    [
        ("Form.Version", "{followUpVersion}"), ("Form.Method", "visit"), ("Form.At", "2026-11-25T09:30"), ("Form.Subject", "再次上门"),
    ];

    public static readonly (string, string)[] StageFields = [("Form.Kind", nameof(StageKind.Open)), ("Form.Colour", "teal"), ("Form.Probability", "40")];

    public static readonly (string, string)[] Rule =
    [
        ("Form.Kind", "silent"), ("Form.ThresholdDays", "5"), ("Form.Recipient", nameof(WatchRecipient.Owner)), ("Form.IsActive", "true"),
    ];

    public static readonly (string, string)[] User =
    [
        ("Form.UserName", "{userName}"), ("Form.EmployeeNumber", "{userName}"), ("Form.DisplayName", "新同事"), ("Form.Department", "{department}"),
        ("Form.Role", "rep"), ("Form.Password", "Correct-horse-9"), ("Form.Version", "{userVersion}"),
    ];
}
