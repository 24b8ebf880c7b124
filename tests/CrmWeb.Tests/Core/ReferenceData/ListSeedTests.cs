using System.Text.RegularExpressions;
using CrmWeb.Core.ReferenceData;
using Xunit;

namespace CrmWeb.Tests.Core.ReferenceData;

[Trait("Category", "Pure")]
public sealed class ListSeedTests
{
    private static readonly string[] Palette =
        ["blue", "azure", "indigo", "purple", "pink", "red", "orange", "yellow", "lime", "green", "teal", "cyan"];

    [Fact]
    public void Industries_are_the_20_sections_and_97_divisions_of_the_standard()
    {
        var industries = ListSeed.OfKind("industry").ToList();
        var sections = industries.Where(item => item.Parent is null).ToList();
        var divisions = industries.Where(item => item.Parent is not null).ToList();

        Assert.Equal("ABCDEFGHIJKLMNOPQRST", string.Concat(sections.Select(item => item.Code)));
        Assert.Equal(Enumerable.Range(1, 97).Select(n => $"{n:00}"), divisions.Select(item => item.Code[1..]));
        Assert.All(divisions, item => Assert.Equal(item.Parent, item.Code[..1]));
        Assert.Equal("汽车制造业", industries.Single(item => item.Code == "C36").Zh);
    }

    [Theory]
    [InlineData("A", 5)]
    [InlineData("B", 7)]
    [InlineData("C", 31)]
    [InlineData("D", 3)]
    [InlineData("E", 4)]
    [InlineData("F", 2)]
    [InlineData("G", 8)]
    [InlineData("H", 2)]
    [InlineData("I", 3)]
    [InlineData("J", 4)]
    [InlineData("K", 1)]
    [InlineData("L", 2)]
    [InlineData("M", 3)]
    [InlineData("N", 4)]
    [InlineData("O", 3)]
    [InlineData("P", 1)]
    [InlineData("Q", 2)]
    [InlineData("R", 5)]
    [InlineData("S", 6)]
    [InlineData("T", 1)]
    public void Every_section_has_its_divisions(string section, int divisions) =>
        Assert.Equal(divisions, ListSeed.OfKind("industry").Count(item => item.Parent == section));

    [Theory]
    [InlineData("IT", "I65")]
    [InlineData("医疗", "Q84")]
    [InlineData("零售", "F52")]
    [InlineData("互联网", "I64")]
    [InlineData("物流", "G54")]
    public void Industries_are_known_by_everyday_words(string word, string code) =>
        Assert.Contains(word, ListSeed.OfKind("industry").Single(item => item.Code == code).Aliases);

    [Fact]
    public void Regions_are_eight_areas_34_provinces_and_their_cities()
    {
        var regions = ListSeed.OfKind("region").ToList();
        var areas = regions.Where(item => item.Parent is null).ToList();
        var provinces = regions.Where(item => areas.Any(area => area.Code == item.Parent)).ToList();
        var cities = regions.Except(areas).Except(provinces).ToList();

        Assert.Equal(["north", "northeast", "east", "central", "south", "southwest", "northwest", "hmt"], areas.Select(item => item.Code));
        Assert.Equal(34, provinces.Count);
        Assert.All(provinces, item => Assert.Matches("^[1-8][0-9]0000$", item.Code));
        Assert.True(cities.Count >= 333, $"only {cities.Count} cities");
        Assert.All(cities, item =>
        {
            Assert.Matches("^[1-6][0-9]{5}$", item.Code);
            Assert.Equal(item.Parent, item.Code[..2] + "0000");
        });
    }

    [Theory]
    [InlineData("310000", "上海", "Shanghai", "east")]
    [InlineData("330000", "浙江", "Zhejiang", "east")]
    [InlineData("330100", "杭州", "Hangzhou", "330000")]
    [InlineData("610000", "陕西", "Shaanxi", "northwest")]
    [InlineData("610100", "西安", "Xi'an", "610000")]
    [InlineData("650100", "乌鲁木齐", "Urumqi", "650000")]
    [InlineData("222400", "延边", "Yanbian", "220000")]
    [InlineData("810000", "香港", "Hong Kong", "hmt")]
    public void Regions_are_named_as_people_name_them(string code, string zh, string en, string parent)
    {
        var region = ListSeed.OfKind("region").Single(item => item.Code == code);
        Assert.Equal((zh, en, parent), (region.Zh, region.En, region.Parent));
    }

    [Fact]
    public void No_two_regions_share_a_chinese_name() =>
        Assert.Distinct(ListSeed.OfKind("region").Select(item => item.Zh));

    [Fact]
    public void Every_kind_has_items_with_unique_codes_in_rising_order()
    {
        Assert.Equal(ListSeed.Kinds, ListSeed.Items.Select(item => item.Kind).Distinct());
        foreach (var items in ListSeed.Items.GroupBy(item => item.Kind))
        {
            Assert.Distinct(items.Select(item => item.Code));
            Assert.Distinct(items.Select(item => item.Order));
            Assert.Equal(items.Select(item => item.Order).Order(), items.Select(item => item.Order));
        }
    }

    [Fact]
    public void Every_item_has_both_names_and_a_code_fit_for_an_address() => Assert.All(ListSeed.Items, item =>
    {
        Assert.Matches("^[A-Za-z0-9-]{1,40}$", item.Code);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", item.Zh);
        Assert.False(string.IsNullOrWhiteSpace(item.En));
        Assert.DoesNotMatch(new Regex(@"\p{IsCJKUnifiedIdeographs}"), item.En);
        Assert.Distinct(item.Aliases);
        Assert.All(item.Aliases, alias => Assert.False(string.IsNullOrWhiteSpace(alias)));
    });

    [Fact]
    public void Every_parent_stands_before_its_children()
    {
        var seen = new HashSet<(string Kind, string Code)>();
        foreach (var item in ListSeed.Items)
        {
            Assert.True(item.Parent is null || seen.Contains((item.Kind, item.Parent)), $"{item.Kind} {item.Code} comes before {item.Parent}");
            seen.Add((item.Kind, item.Code));
        }
    }

    [Fact]
    public void Loss_reasons_stand_in_two_groups() => Assert.Equal(
        ["never-won", "lost-customer"],
        ListSeed.OfKind("loss-reason").Select(item => item.Parent ?? item.Code).Distinct());

    [Fact]
    public void The_default_pipeline_has_its_seven_stages()
    {
        Assert.Equal(["initial", "needs", "quotation", "negotiation", "won", "renewal", "lost"], ListSeed.Stages.Select(stage => stage.Code));
        Assert.Equal(["open", "open", "open", "open", "won", "after-sale", "lost"], ListSeed.Stages.Select(stage => stage.Kind));
        Assert.Equal([10, 30, 50, 75, 100, 100, 0], ListSeed.Stages.Select(stage => stage.Probability));
        Assert.Equal([14, 14, 7, 14, null, 30, null], ListSeed.Stages.Select(stage => stage.StuckDays));
        Assert.All(ListSeed.Stages, stage =>
        {
            Assert.Contains(stage.Color, Palette.Append("gray"));
            Assert.NotEmpty(stage.Zh);
            Assert.NotEmpty(stage.En);
        });
    }

    [Fact]
    public void Tags_stand_in_groups_and_wear_palette_colours()
    {
        var tags = ListSeed.TagGroups.SelectMany(group => group.Tags).ToList();

        Assert.Equal(["行业", "价值", "决策"], ListSeed.TagGroups.Select(group => group.Zh));
        Assert.All(ListSeed.TagGroups, group => Assert.All(group.Tags, tag => Assert.Equal(group.Code, tag.Group)));
        Assert.Distinct(tags.Select(tag => tag.Code));
        Assert.All(tags, tag =>
        {
            Assert.Contains(tag.Color, Palette);
            Assert.NotEmpty(tag.Zh);
            Assert.NotEmpty(tag.En);
        });
    }
}
