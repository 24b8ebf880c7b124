using System.Globalization;

namespace CrmWeb.Infrastructure;

/// <summary>
/// Words that follow a number, in texts: <c>{0} {0:day|days}</c> is "1 day" and "2 days". Everything else is formatted as the
/// culture does it.
/// </summary>
public sealed class CountedWords(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    /// <summary>For the language of the one who asks.</summary>
    public static CountedWords Current => new(CultureInfo.CurrentCulture);

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (format?.Split('|') is [var one, var many])
            return Convert.ToString(arg, culture) == "1" ? one : many;
        return arg is IFormattable formattable ? formattable.ToString(format, culture) : arg?.ToString() ?? "";
    }
}
