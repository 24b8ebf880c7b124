using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Infrastructure;

/// <summary>
/// Text of a feature from memory. A page asks for some two hundred texts; the framework's own localizer puts a new string
/// together for each question and looks through the resources behind it.
/// </summary>
public sealed class TextLocalizers : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<string, TextLocalizer> made = new();

    public IStringLocalizer Create(Type resourceSource) =>
        made.GetOrAdd(resourceSource.FullName!, static (_, type) => new TextLocalizer(new ResourceManager(type)), resourceSource);

    public IStringLocalizer Create(string baseName, string location) =>
        made.GetOrAdd($"{location}/{baseName}", _ => new TextLocalizer(new ResourceManager(baseName, Assembly.Load(new AssemblyName(location)))));
}

/// <summary>All texts of one feature, by language.</summary>
internal sealed class TextLocalizer(ResourceManager resources) : IStringLocalizer
{
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, LocalizedString>> byLanguage = new();

    public LocalizedString this[string name] => Texts().TryGetValue(name, out var text) ? text : new LocalizedString(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments] =>
        Texts().TryGetValue(name, out var text)
            ? new LocalizedString(name, string.Format(CountedWords.Current, text.Value, arguments))
            : new LocalizedString(name, Filled(name, arguments), resourceNotFound: true);

    /// <summary>A name that is no text of ours may hold what somebody typed, braces too.</summary>
    private static string Filled(string name, object[] arguments)
    {
        try
        {
            return string.Format(CultureInfo.CurrentCulture, name, arguments);
        }
        catch (FormatException)
        {
            return name;
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => Texts().Values;

    private FrozenDictionary<string, LocalizedString> Texts() =>
        byLanguage.TryGetValue(CultureInfo.CurrentUICulture.Name, out var texts) ? texts : byLanguage.GetOrAdd(CultureInfo.CurrentUICulture.Name, Load);

    /// <summary>The neutral texts, with those of the language and its parents in their place where there are any.</summary>
    private FrozenDictionary<string, LocalizedString> Load(string language)
    {
        Dictionary<string, LocalizedString> texts = [];
        List<CultureInfo> line = [];
        for (var culture = CultureInfo.GetCultureInfo(language); ; culture = culture.Parent)
        {
            line.Insert(0, culture);
            if (culture.Equals(CultureInfo.InvariantCulture))
                break;
        }

        foreach (var set in line.Select(Set).OfType<ResourceSet>())
        {
            foreach (DictionaryEntry entry in set)
                texts[(string)entry.Key] = new LocalizedString((string)entry.Key, (string?)entry.Value ?? "");
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ResourceSet? Set(CultureInfo culture)
    {
        try
        {
            return resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        }
        catch (MissingManifestResourceException)
        {
            // A class without texts: the framework asks for its own too.
            return null;
        }
    }
}
