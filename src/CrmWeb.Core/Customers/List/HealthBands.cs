namespace CrmWeb.Core.Customers.List;

/// <summary>What a health score means.</summary>
public enum HealthBand
{
    /// <summary>健康, from 75.</summary>
    Good = 1,

    /// <summary>一般, from 50.</summary>
    Fair = 2,

    /// <summary>风险, below 50.</summary>
    AtRisk = 3,
}

/// <summary>Where the bands begin and end.</summary>
public static class HealthBands
{
    public const int Good = 75;

    public const int Fair = 50;

    public static HealthBand Of(int score) => score >= Good ? HealthBand.Good : score >= Fair ? HealthBand.Fair : HealthBand.AtRisk;

    /// <summary>Lowest and highest score of a band.</summary>
    public static (int From, int To) Range(HealthBand band) => band switch
    {
        HealthBand.Good => (Good, 100),
        HealthBand.Fair => (Fair, Good - 1),
        _ => (0, Fair - 1),
    };
}
