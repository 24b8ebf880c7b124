using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Text;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Customers.Sharing;

/// <summary>Colleagues as choices, kept for each reader for as long as the directory they were read from is in use.</summary>
internal static class SharedPeople
{
    private static readonly ConditionalWeakTable<UserSnapshot, ConcurrentDictionary<string, ChoiceList>> Made = [];

    /// <param name="what">Which choice it is.</param>
    public static ChoiceList Of(UserSnapshot people, string what, UserScope by, Func<IEnumerable<SelectListItem>> choose) =>
        by.Scope == DataScope.Own
            ? new ChoiceList([.. choose()])
            : Made.GetOrCreateValue(people).GetOrAdd(
                $"{what} {by.Scope} {by.UserId} {string.Join(',', by.DepartmentIds)} {Localized.IsChinese}", _ => new ChoiceList([.. choose()]));
}
