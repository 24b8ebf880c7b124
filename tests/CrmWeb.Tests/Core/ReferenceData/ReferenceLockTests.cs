using CrmWeb.Core.Access;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.ReferenceData;

/// <summary>Two admins at the same moment.</summary>
public sealed class ReferenceLockTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const int AtOnce = 6;

    [Fact]
    public async Task Of_several_who_add_an_entry_of_one_name_at_once_one_does()
    {
        Assert.Equal(1, await MadeAsync(i => app.WithAsync<ListService, int>(s => s.CreateAsync(
            ListKind.Source, new ListItemForm { Code = $"fair-{i}", Zh = "同时的展会", En = "Same fair" }, app.As(Who.Admin), CancellationToken.None))));
        Assert.Equal(1, await app.DbAsync(db => db.ListItems.CountAsync(i => i.Zh == "同时的展会")));
    }

    [Fact]
    public async Task Of_several_who_add_a_tag_of_one_name_at_once_one_does()
    {
        var group = await app.DbAsync(db => db.TagGroups.Where(g => g.IsActive).Select(g => g.Id).FirstAsync());
        Assert.Equal(1, await MadeAsync(i => app.WithAsync<TagService, int>(s => s.CreateAsync(
            new TagForm { Code = $"same-{i}", Zh = "同时的标签", En = "Same tag", Group = group, Colour = "blue" }, app.As(Who.Admin), CancellationToken.None))));
    }

    [Fact]
    public async Task Of_several_who_add_a_stage_of_one_name_at_once_one_does() =>
        Assert.Equal(1, await MadeAsync(i => app.WithAsync<StageService, int>(s => s.CreateAsync(
            new StageDefinition { Code = $"same-{i}", Zh = "同时的阶段", En = "Same stage", Kind = StageKind.Open, Colour = "blue", Probability = 10 },
            app.As(Who.Admin), CancellationToken.None))));

    /// <summary>How many came through; the others were refused by a rule, and by nothing else.</summary>
    private static async Task<int> MadeAsync(Func<int, Task<int>> create)
    {
        var made = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(async () =>
        {
            try
            {
                return await create(i) > 0;
            }
            catch (ValidationException)
            {
                return false;
            }
        })));
        return made.Count(m => m);
    }
}
