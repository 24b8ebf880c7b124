using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Text;

/// <summary>Picks the Chinese or the English name by the current language.</summary>
public static class Localized
{
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    public static string Name(string zh, string en) => IsChinese ? zh : en;
}
