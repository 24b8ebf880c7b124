using System.Globalization;
using CrmWeb.Core.Notifications.Outbound;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>What comes of a mail server's no.</summary>
internal static class MailAnswers
{
    /// <param name="code">Three digits, RFC 5321 section 4.2.</param>
    /// <param name="isAboutMessage">Whether it was said about this recipient or this message, and not about whoever sends.</param>
    public static SendOutcome Judge(int code, string words, bool isAboutMessage)
    {
        var answer = $"{code} {words}";
        return code switch
        {
            421 => SendOutcome.ChannelDown(SendErrors.TooMany, answer),
            530 or 534 or 535 or 538 => SendOutcome.ChannelDown(SendErrors.NotAccepted, answer),
            >= 500 when isAboutMessage => SendOutcome.Refused(SendErrors.BadAddress, answer),
            >= 400 when isAboutMessage => SendOutcome.PutOff(SendErrors.Answer, answer),
            _ => SendOutcome.ChannelDown(SendErrors.Answer, answer),
        };
    }

    /// <param name="said">As the library reports a refused sign-in: "535: words".</param>
    public static SendOutcome JudgeSignIn(string said) =>
        said.Split(':', 2) is [var digits, var words] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? Judge(code, words.Trim(), isAboutMessage: false)
            : SendOutcome.ChannelDown(SendErrors.NotAccepted, said);
}
