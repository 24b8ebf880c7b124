using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The texts from memory are those the framework's own localizer finds.</summary>
public sealed class TextLocalizersTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static readonly Type[] Features =
        [typeof(InterfaceText), typeof(CustomersText), typeof(FollowUpsText), typeof(DeskText), typeof(ListsText), typeof(TagsText), typeof(PipelineText), typeof(OrganizationText)];

    private readonly ResourceManagerStringLocalizerFactory framework = new(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);

    private IStringLocalizerFactory Ours => app.Services.GetRequiredService<IStringLocalizerFactory>();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    [InlineData("en-GB")]
    [InlineData("zh-TW")]
    [InlineData("fr")]
    public void Every_text_is_the_same_in(string language)
    {
        Assert.IsNotType<ResourceManagerStringLocalizerFactory>(Ours);
        using var spoken = new Spoken(language);
        foreach (var feature in Features)
        {
            var (ours, theirs) = (Ours.Create(feature), framework.Create(feature));
            var keys = theirs.GetAllStrings(includeParentCultures: true).Select(t => t.Name).ToList();
            Assert.True(keys.Count > 5, feature.Name);
            Assert.All(keys, key => Assert.Equal(theirs[key].Value, ours[key].Value));
            Assert.Equal(keys.Order(StringComparer.Ordinal), ours.GetAllStrings(includeParentCultures: true).Select(t => t.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Places_are_filled_in_and_what_is_missing_says_so()
    {
        using var spoken = new Spoken("zh-CN");
        var text = Ours.Create(typeof(InterfaceText));
        Assert.Equal("共 1,234 条", text["Pager.Total", "1,234"].Value);
        Assert.Equal(("No.Such.Key", true), (text["No.Such.Key"].Value, text["No.Such.Key"].ResourceNotFound));
        Assert.Equal("No.Such.Key 5", text["No.Such.Key {0}", 5].Value);
        Assert.Equal(("Threshold.{", true), (text["Threshold.{", 5].Value, text["Threshold.{", 5].ResourceNotFound));
        Assert.Equal("{9999}", text["{9999}", 5].Value);
        Assert.Equal("Key", Ours.Create(typeof(TextLocalizersTests))["Key"].Value);
    }

    private sealed class Spoken : IDisposable
    {
        private readonly CultureInfo before = CultureInfo.CurrentUICulture;

        public Spoken(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        public void Dispose() => CultureInfo.CurrentUICulture = before;
    }
}
