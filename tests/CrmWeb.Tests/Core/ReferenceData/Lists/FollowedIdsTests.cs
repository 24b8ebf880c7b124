using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using Xunit;

namespace CrmWeb.Tests.Core.ReferenceData.Lists;

/// <summary>A row that a late form wrote to what was merged or removed a moment before is still found.</summary>
[Trait("Category", "Pure")]
public sealed class FollowedIdsTests
{
    [Fact]
    public void A_tag_stands_for_all_that_were_merged_into_it()
    {
        TagEntry Tag(int id, int? into) => new(id, $"t{id}", "标签", "Tag", "blue", true, 1, "组", "Group", into);
        var tags = new TagSnapshot([Tag(1, 2), Tag(2, 3), Tag(3, null), Tag(4, null)]);
        Assert.Equal([1, 2, 3], tags.Ids(tags.Find("t1")!).Order());
        Assert.Equal([4], tags.Ids(tags.Find("t4")!));
    }

    [Fact]
    public void A_stage_stands_for_those_it_took_over_from()
    {
        StageEntry Stage(int id, int? next) => new(id, $"s{id}", "阶段", "Stage", id, StageKind.Open, "blue", 10, null, null, next is null, next);
        var stages = new PipelineSnapshot([Stage(1, 2), Stage(2, null), Stage(3, null)]);
        Assert.Equal([1, 2], stages.Ids(stages.Find("s1")!).Order());
        Assert.Equal([3], stages.Ids(stages.Find("s3")!));
    }
}
