namespace CrmWeb.Core.Customers;

/// <summary>The last number given under one prefix, such as C202611.</summary>
public sealed class NumberSequence
{
    private NumberSequence()
    {
    }

    public NumberSequence(string prefix, int last)
    {
        Prefix = prefix;
        Last = last;
    }

    public string Prefix { get; private set; } = "";

    public int Last { get; private set; }

    /// <summary>The next number; only while nobody else counts.</summary>
    public int Take() => ++Last;
}
