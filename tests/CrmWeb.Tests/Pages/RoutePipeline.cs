using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Pages;

/// <summary>Tags and stages made for one asker.</summary>
internal static class RoutePipeline
{
    public static async Task<bool> AddAsync(CrmDbContext db, Route route, int number, Dictionary<string, string> values)
    {
        var group = new TagGroup($"route-{number}", $"路由分组{number}", $"Route group {number}", 1000 + (10 * number));
        var (first, tag) = (new Tag($"route-first-{number}", "头一个", "First", "blue", 10), new Tag($"route-{number}", "路由标签", "Route tag", "blue", 20));
        group.Add(first);
        group.Add(tag);
        group.SetActive(!route.Needs("retiredTagGroup"));
        tag.SetActive(!route.Needs("retiredTag"));
        db.TagGroups.Add(group);
        var stage = new Stage($"route-{number}", $"路由阶段{number}", $"Route stage {number}", 1000 + (10 * number), StageKind.Open, "blue", 20, null);
        db.Stages.Add(stage);
        CustomField[] fields = [.. Enumerable.Range(0, 2).Select(i => new CustomField(FieldSubject.Customer, $"route-{number}-{i}", CustomFieldType.Text, 1000 + (10 * number) + i))];
        foreach (var (field, i) in fields.Select((f, i) => (f, i)))
            field.Describe(new CustomFieldForm { Zh = $"路由字段{number}之{i}", En = $"Route field {number}.{i}", Type = CustomFieldType.Text });
        fields[1].SetActive(!route.Needs("retiredField"));
        if (new[] { "field", "firstField", "retiredField" }.Any(route.Needs))
            db.CustomFields.AddRange(fields);
        var chosen = new CustomField(FieldSubject.Contact, $"route-{number}", CustomFieldType.Choice, 1005 + (10 * number));
        chosen.Describe(new CustomFieldForm { Zh = $"路由选择{number}", En = $"Route choice {number}", Type = CustomFieldType.Choice });
        foreach (var code in new[] { "first", "second" })
            chosen.Add(new CustomFieldChoice(code, code, code, 1));
        if (route.Needs("choiceField"))
            db.CustomFields.Add(chosen);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);

        values["choiceField"] = $"{chosen.Id}";
        values["firstFieldChoice"] = $"{chosen.Choices.First().Id}";
        values["fieldChoice"] = $"{chosen.Choices.Last().Id}";
        values["requiredSeen"] = $"{await db.Set<RequiredFieldVersion>().MaxAsync(v => (int?)v.Id) ?? 0}";
        if (route.Needs("requiredVersion"))
        {
            var version = new RequiredFieldVersion(int.Parse(values["requiredSeen"], CultureInfo.InvariantCulture), new DateOnly(2026, 12, 1), null, [], null, TestClock.Start);
            db.Add(version);
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
            values["requiredVersion"] = $"{version.Id}";
        }

        values["field"] = values["retiredField"] = $"{fields[1].Id}";
        values["firstField"] = $"{fields[0].Id}";
        values["fieldVersion"] = $"{fields[1].Version}";
        values["tag"] = values["retiredTag"] = $"{tag.Id}";
        values["firstTag"] = $"{first.Id}";
        values["tagVersion"] = $"{tag.Version}";
        values["tagGroup"] = values["retiredTagGroup"] = $"{group.Id}";
        values["firstTagGroup"] = $"{await db.TagGroups.Where(g => g.IsActive).OrderBy(g => g.Order).Select(g => g.Id).FirstAsync()}";
        values["tagGroupVersion"] = $"{group.Version}";
        values["stage"] = values["removedStage"] = $"{stage.Id}";
        values["firstStage"] = $"{await db.Stages.OrderBy(s => s.Order).Select(s => s.Id).FirstAsync()}";
        if (route.Needs("removedStage"))
        {
            stage.ReplaceBy(await db.Stages.Where(s => s.Code == "needs").Select(s => s.Id).SingleAsync());
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        }

        values["stageVersion"] = $"{stage.Version}";
        return true;
    }
}
