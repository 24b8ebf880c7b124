using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>One number for all that completeness is measured by, the same in every process: a customer with another one is measured again.</summary>
internal static class RequirementStamp
{
    /// <summary>To be raised when the way of measuring changes.</summary>
    private const int Way = 2;

    /// <returns>Never 0, which says that nothing has measured by the grid yet.</returns>
    public static int Of(RequirementVersion version, IEnumerable<CustomFieldEntry> fields, PipelineSnapshot pipeline, ListSnapshot lists)
    {
        var said = new StringBuilder().Append(Way).Append('\n').AppendJoin('\n', version.Rules.Select(r => r.Said).Order(StringComparer.Ordinal)).Append('\n').Append(version.Fillers).Append('\n');
        foreach (var f in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            said.Append(f.Key).Append('|').Append(f.Type).Append('|').AppendJoin(',', f.Kinds).Append('|').AppendJoin(',', f.Categories).Append('|').AppendJoin(',', f.Branches(lists)).Append('\n');
        if (version.Rules.Any(r => r.FromStage is not null))
            said.AppendJoin('\n', pipeline.All.Select(s => $"{s.Code}|{s.Order}|{s.Kind}|{s.ReplacedById}"));
        return BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString()))) | 1;
    }
}
