using CrmWeb.Core.Organization;

namespace CrmWeb.SampleData.Company;

/// <summary>What invented customers are made of, and what is taken already. As it stands: the words of the demo company.</summary>
internal sealed class DemoSupply
{
    /// <summary>Where the customers of an owner are.</summary>
    public Func<CrmUser, DemoCity[]> CitiesOf { get; init; } = owner => DemoWords.Cities[owner.UserName!];

    /// <summary>The distinctive part of a company's name.</summary>
    public Func<Random, string> Brand { get; init; } = random => Pick(random, DemoWords.Brands);

    /// <summary>A person's name; true asks for a man's.</summary>
    public Func<Random, bool, string> PersonName { get; init; } =
        (random, man) => Pick(random, DemoWords.Surnames) + Pick(random, man ? DemoWords.MenNames : DemoWords.WomenNames);

    /// <summary>Whether two customers that are persons may have one name, as among very many they do.</summary>
    public bool PeopleShareNames { get; init; }

    public HashSet<string> NameKeys { get; init; } = [];

    public HashSet<string> CreditCodes { get; init; } = [];

    public HashSet<string> Mobiles { get; init; } = [];

    public static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
