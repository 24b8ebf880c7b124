using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>A command as SQL Server receives it.</summary>
/// <param name="Declarations">Its parameters as the client declares them, such as "@p0 nvarchar(200),@p1 datetime2(7)".</param>
internal sealed record TdsCommand(string Sql, string Declarations, IReadOnlyList<TdsValue> Values);

/// <summary>A parameter as it came over the wire; text is read, of everything else only the bytes are kept.</summary>
internal sealed record TdsValue(string Name, object? Value);

/// <summary>Reads what SQL Server's client sends, as far as a text command with parameters goes ([MS-TDS] 2.2.6.6).</summary>
internal sealed class TdsRequest(byte[] bytes)
{
    private int at;

    /// <summary>A batch without parameters.</summary>
    public TdsCommand ReadBatch()
    {
        SkipHeaders();
        return new TdsCommand(Encoding.Unicode.GetString(bytes.AsSpan(at)), "", []);
    }

    /// <summary>5 begins a transaction, 7 commits, 8 rolls back.</summary>
    public int ReadTransactionRequest()
    {
        SkipHeaders();
        return UInt16();
    }

    /// <summary>A call of sp_executesql: the statement, the declarations, and then the values.</summary>
    public TdsCommand ReadCall()
    {
        SkipHeaders();
        if (UInt16() != 0xFFFF || UInt16() != 10)
            throw new NotSupportedException("Only sp_executesql is understood here; a prepared command is something else.");
        at += 2;
        var values = new List<TdsValue>();
        while (at < bytes.Length)
            values.Add(Parameter());
        return new TdsCommand((string)values[0].Value!, values.Count > 1 ? (string)values[1].Value! : "", [.. values.Skip(2)]);
    }

    private TdsValue Parameter()
    {
        var name = Encoding.Unicode.GetString(Take(2 * Take(1)[0]));
        at++;
        return new TdsValue(name, Value(Take(1)[0]));
    }

    private object? Value(byte type)
    {
        switch (type)
        {
            // int, bit, guid, float, datetime: the greatest length comes before the value.
            case 0x26 or 0x68 or 0x24 or 0x6D or 0x6F:
                at++;
                return Short();
            case 0x6A or 0x6C:
                at += 3;
                return Short();
            case 0x28:
                return Short();
            case 0x29 or 0x2A or 0x2B:
                at++;
                return Short();
            case 0xE7 or 0xEF:
                return Text(Long(collated: true));
            case 0xA5 or 0xAD:
                return Long(collated: false);
            case 0x63:
                at += 9;
                return Text(Take(Int32()));
            default:
                throw new NotSupportedException($"Type 0x{type:X2} is not understood here.");
        }
    }

    private byte[]? Short()
    {
        var length = Take(1)[0];
        return length == 0 ? null : Take(length);
    }

    private byte[]? Long(bool collated)
    {
        var most = UInt16();
        at += collated ? 5 : 0;
        if (most != 0xFFFF)
            return UInt16() is var length && length == 0xFFFF ? null : Take(length);

        // "max": a length of all, which may be unknown, and chunks up to an empty one.
        if (BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) == ulong.MaxValue)
            return null;
        List<byte> all = [];
        for (var chunk = Int32(); chunk > 0; chunk = Int32())
            all.AddRange(Take(chunk));
        return [.. all];
    }

    /// <summary>As it came: the decoder would mend half a character.</summary>
    private static string? Text(byte[]? utf16) => utf16 is null ? null : new string(MemoryMarshal.Cast<byte, char>(utf16));

    private void SkipHeaders() => at += BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private byte[] Take(int count)
    {
        var taken = bytes.AsSpan(at, count).ToArray();
        at += count;
        return taken;
    }
}

/// <summary>Words what SQL Server answers ([MS-TDS] 2.2.7).</summary>
internal sealed class TdsAnswer
{
    private readonly List<byte> bytes = [];

    public byte[] Bytes => [.. bytes];

    /// <summary>Version 16; no encryption, no instance, no MARS.</summary>
    public static TdsAnswer Greeting() => new TdsAnswer().Add(
        0, 0, 21, 0, 6, 1, 0, 27, 0, 1, 2, 0, 28, 0, 1, 4, 0, 29, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, 2, 0, 0);

    public static TdsAnswer SignedIn()
    {
        var name = Encoding.Unicode.GetBytes("pretended");
        var answer = new TdsAnswer().Add(0xE3).Short(8).Add(7, 5, 9, 4, 0xD0, 0, 0x34, 0);
        return answer.Add(0xAD).Short(10 + name.Length).Add(1, 0x74, 0, 0, 4, (byte)(name.Length / 2)).Add(name).Add(16, 0, 0, 0).Done(0xFD, 0);
    }

    public static TdsAnswer Transaction(int request) => request == 5
        ? new TdsAnswer().Add(0xE3).Short(11).Add(8, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0).Done(0xFD, 0)
        : new TdsAnswer().Add(0xE3).Short(11).Add(request == 7 ? (byte)9 : (byte)10, 0, 8, 1, 0, 0, 0, 0, 0, 0, 0).Done(0xFD, 0);

    public TdsAnswer Done(byte token, long rows) => Add(token).Short(0x10).Short(0).Add(BitConverter.GetBytes(rows));

    /// <summary>One row with one number in a column named Value.</summary>
    public TdsAnswer Number(int value)
    {
        var name = Encoding.Unicode.GetBytes("Value");
        return Add(0x81).Short(1).Add(0, 0, 0, 0, 0, 0, 0x38, (byte)(name.Length / 2)).Add(name).Add(0xD1).Add(BitConverter.GetBytes(value));
    }

    /// <summary>An error of this number and severity.</summary>
    public TdsAnswer Error(int number, byte severity)
    {
        var text = Encoding.Unicode.GetBytes("pretended");
        return Add(0xAA).Short(14 + text.Length).Add(BitConverter.GetBytes(number)).Add(1, severity).Short(text.Length / 2).Add(text).Add(0, 0, 0, 0, 0, 0);
    }

    private TdsAnswer Short(int value) => Add((byte)value, (byte)(value >> 8));

    private TdsAnswer Add(params byte[] more)
    {
        bytes.AddRange(more);
        return this;
    }
}
