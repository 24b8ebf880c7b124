using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Messages;

/// <summary>A kind of notification that tells what a rule found; its sentences are Say.CODE and, for many at once, Say.Several.CODE.</summary>
/// <param name="IsAboutTasks">Whether it finds tasks and not customers, which decides where many of them are looked at.</param>
public sealed record RuleKind(string Code, bool IsAboutTasks);

/// <summary>The kinds that rules bring along. Whoever has the rules says which those are, so that a further one is told of without a change here.</summary>
public interface IRuleKinds
{
    IReadOnlyList<RuleKind> All { get; }

    /// <summary>What a kind is called, in the language of the moment.</summary>
    string Name(string code);
}

/// <summary>Every kind of notification there is in this program: those it comes with, and those of its rules.</summary>
public sealed class NotificationKindList(IRuleKinds rules, IStringLocalizer<NotificationsText> text)
{
    public IReadOnlyList<string> All { get; } = [.. NotificationKinds.OfProgram.Union(rules.All.Select(r => r.Code))];

    /// <summary>The kinds one chooses channels for; the digest has its own choice.</summary>
    public IEnumerable<string> Chosen => All.Where(k => k != NotificationKinds.Digest);

    /// <summary>Null where the kind is no rule's.</summary>
    public RuleKind? Rule(string code) => rules.All.FirstOrDefault(r => r.Code == code);

    /// <summary>What a kind is called; one that has no name among the notifications has its rule's.</summary>
    public string Name(string code) => text[$"NotificationKind.{code}"] is { ResourceNotFound: false } own ? own.Value : rules.Name(code);
}
