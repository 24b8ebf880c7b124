using CrmWeb.Core.Watching;
using CrmWeb.Infrastructure.Guards;

namespace CrmWeb.Pages.Admin.Rules;

/// <summary>A page on which a rule is filled in and tried.</summary>
public interface IRulePage : IFormPage
{
    WatchRuleForm Form { get; }

    RuleChoices Choices { get; }

    /// <summary>What the rule would tell now; null where nobody asked.</summary>
    DryRunResult? Result { get; }
}
