using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace CrmWeb.Infrastructure.Logging;

/// <summary>
/// Stands before every place log lines go to, so that every line of every source passes: nothing in it forges another line or
/// holds a secret, and a stranger's request cannot make it long.
/// </summary>
public sealed class CleanLogSink(Logger inner) : ILogEventSink, IDisposable
{
    private const int LongestOfRequest = 128;
    private const int LongestOther = 512;
    private const int LongestName = 48;
    private const int LongestTemplate = 400;
    private const int LongestException = 8192;
    private const int LongestComplaint = 200;
    private const int TraceLength = 32;
    private const int MostProperties = 16;
    private const int MostParts = 8;

    /// <summary>What the sender of a request chooses, whoever writes it down.</summary>
    private static readonly HashSet<string> OfRequest = new(
        ["Path", "RequestPath", "Method", "RequestMethod", "QueryString", "Host", "UserAgent", "Referer", "Protocol", "Scheme", "ContentType", "Reason", "UserName", "TraceId"], StringComparer.Ordinal);

    /// <summary>What the framework adds to each line and the line does not speak of. The address is among it, past all masks.</summary>
    private static readonly HashSet<string> Needless = new(
        ["RequestPath", "RequestId", "ConnectionId", "ActionId", "ActionName", "EventId", "SpanId", "ParentId", "TraceId", "TransportConnectionId"], StringComparer.Ordinal);

    public void Emit(LogEvent logEvent) => inner.Write(Clean(logEvent));

    public void Dispose() => inner.Dispose();

    /// <summary>The same event, fit to be written anywhere.</summary>
    public static LogEvent Clean(LogEvent one)
    {
        var named = one.MessageTemplate.Tokens.OfType<PropertyToken>().Select(t => t.PropertyName).ToHashSet(StringComparer.Ordinal);
        var isFrameworks = one.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
            && source is ScalarValue { Value: string name } && name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);
        return new LogEvent(
            one.Timestamp, one.Level, Written(one.Exception, isFrameworks && one.Level < LogEventLevel.Error), Clean(one.MessageTemplate),
            one.Properties.Where(p => !Needless.Contains(p.Key) || named.Contains(p.Key)).Take(MostProperties)
                .Select(p => new LogEventProperty(LogText.Of(p.Key, LongestName), Clean(p.Key, p.Value, isFrameworks || OfRequest.Contains(p.Key) ? LongestOfRequest : LongestOther))),
            one.TraceId ?? default, default);
    }

    private static LogEventPropertyValue Clean(string name, LogEventPropertyValue value, int most) => value switch
    {
        _ when LogText.IsSecret(name) => new ScalarValue("…"),
        ScalarValue { Value: string { Length: TraceLength } trace } when name == "TraceId" && trace.All(char.IsAsciiHexDigitLower) => value,
        ScalarValue { Value: null or bool or int or long or double or decimal or DateTime or DateTimeOffset or Guid or TimeSpan } => value,
        ScalarValue scalar => new ScalarValue(LogText.Of(scalar.Value!.ToString() ?? "", most)),
        SequenceValue list => new SequenceValue(list.Elements.Take(MostParts).Select(e => Clean(name, e, most / 4))),
        StructureValue parts => new StructureValue(parts.Properties.Take(MostParts).Select(p => new LogEventProperty(p.Name, Clean(p.Name, p.Value, most / 4))), parts.TypeTag),
        _ => new ScalarValue(LogText.Of(value.ToString(), most)),
    };

    /// <summary>Some put a text together themselves and hand it on as the template: nothing in it is a place to fill then.</summary>
    private static MessageTemplate Clean(MessageTemplate template) =>
        template.Text.Length <= LongestTemplate && LogText.Escaped(template.Text) == template.Text && LogText.WithoutSecrets(template.Text) == template.Text
            ? template
            : template.Tokens.OfType<PropertyToken>().Any()
                ? new MessageTemplate(template.Tokens.Select(t => t is TextToken text ? new TextToken(LogText.Of(text.ToString(), LongestTemplate)) : t))
                : new MessageTemplate([new TextToken(LogText.Of(template.Text, LongestTemplate))]);

    private static WrittenException? Written(Exception? thrown, bool isComplaint) => thrown is null ? null : new WrittenException(
        isComplaint ? LogText.Of($"{thrown.GetType().FullName}: {thrown.Message}", LongestComplaint) : LogText.Lines(thrown.ToString(), LongestException),
        thrown is OperationCanceledException);

    /// <summary>What is left of an exception: its text, and whether something was only broken off.</summary>
    internal sealed class WrittenException(string text, bool isCancellation) : Exception
    {
        public bool IsCancellation => isCancellation;


        public override string Message => text;

        public override string ToString() => text;
    }
}
