using CrmWeb.Core.Notifications.Messages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Watching;

/// <summary>What the watch rules tell of: each kind of rule is a kind of notification.</summary>
internal sealed class WatchNotifications(WatchKinds kinds, IStringLocalizer<WatchingText> text) : IRuleKinds
{
    public IReadOnlyList<RuleKind> All { get; } = [.. kinds.All.Select(k => new RuleKind(k.Code, k.IsAboutTasks))];

    public string Name(string code) => text[$"Kind.{code}"];
}
