using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.SampleData.Company;

/// <summary>A few small files with some of the customers: a text, a table, a picture and a document, made here.</summary>
internal sealed class DemoFiles(CrmDbContext db, IFileStore store, DemoCodes codes)
{
    private const int Customers = 24;
    private const int PictureSide = 240;

    public async Task FillAsync(IReadOnlyList<Customer> customers, DateTime now, CancellationToken ct)
    {
        var some = customers.Where(c => c.OwnerId is not null).Take(Customers).ToList();
        List<Attachment> files = [];
        foreach (var (customer, i) in some.Select((c, i) => (c, i)))
        {
            var at = now.AddDays(-(i + 1)).AddMinutes(-7 * i);
            await AddAsync(customer, "minutes", $"{customer.Name}-会议纪要.txt", "text", Encoding.UTF8.GetBytes($"会议纪要\n客户：{customer.Name}\n1. 确认需求范围与交付时间。\n2. 下周提交报价单。\n"), at);
            if (i % 2 == 0)
                await AddAsync(customer, "quotation", "报价单（最终版）.csv", "csv", Encoding.UTF8.GetBytes("项目,数量,单价（元）,金额（元）\n软件授权,20,1200.00,24000.00\n实施服务,10,1500.00,15000.00\n合计,,,39000.00\n"), at.AddMinutes(1));
            if (i % 3 == 0)
                await AddAsync(customer, "licence", "营业执照.png", "png", Picture(i), at.AddMinutes(2));
            if (i % 4 == 0)
                await AddAsync(customer, "contract", string.Create(CultureInfo.InvariantCulture, $"合同-{at:yyyyMMdd}.pdf"), "pdf", Document($"Contract {customer.Number}"), at.AddMinutes(3));
        }

        await db.SaveNewAsync(files, ct);

        async Task AddAsync(Customer customer, string kind, string name, string format, byte[] content, DateTime at)
        {
            var stored = Guid.NewGuid().ToString("N");
            await using var incoming = store.Begin();
            await incoming.Content.WriteAsync(content, ct);
            await store.KeepAsync(incoming, stored, ct);
            var version = new AttachmentVersion(stored, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), format, customer.OwnerId, at);
            files.Add(new Attachment(new AttachmentPlace(customer.Id), codes.Item(ListKind.FileKind, kind), FileNames.Clean(name), Guid.NewGuid(), null, version));
        }
    }

    /// <summary>A PNG of two colours that run into each other.</summary>
    private static byte[] Picture(int shade)
    {
        using MemoryStream rows = new();
        using (var zip = new ZLibStream(rows, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < PictureSide; y++)
            {
                zip.WriteByte(0);
                for (var x = 0; x < PictureSide; x++)
                    zip.Write([(byte)(200 - (shade * 5 % 120)), (byte)(x * 255 / PictureSide), (byte)(y * 255 / PictureSide)]);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, PictureSide);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), PictureSide);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Sum(named));
        return [.. length, .. named, .. sum];
    }

    /// <summary>CRC-32 as PNG has it.</summary>
    private static uint Sum(byte[] data)
    {
        var sum = uint.MaxValue;
        foreach (var one in data)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }

        return ~sum;
    }

    /// <summary>A PDF of one line.</summary>
    private static byte[] Document(string line)
    {
        var drawn = $"BT /F1 24 Tf 72 720 Td ({line}) Tj ET";
        string[] parts =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {drawn.Length} >>\nstream\n{drawn}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        StringBuilder text = new("%PDF-1.4\n");
        List<int> places = [];
        foreach (var (part, i) in parts.Select((p, i) => (p, i)))
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{part}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {parts.Length + 1}\n0000000000 65535 f \n").AppendJoin("", places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p:0000000000} 00000 n \n")));
        text.Append(CultureInfo.InvariantCulture, $"trailer << /Size {parts.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
