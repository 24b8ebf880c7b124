using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>What is asked of customers today; made anew whenever a version begins to hold, or fields, stages or lists change.</summary>
public sealed class DemandCatalog(RequirementCatalog versions, CustomFieldCatalog custom, ListCatalog lists, PipelineCatalog pipeline, OrganizationClock clock)
{
    private volatile Made? last;

    public async ValueTask<FieldDemands> GetAsync(CancellationToken ct)
    {
        var (version, fields, list, stages) = ((await versions.GetAsync(ct)).On(clock.Today), (await custom.GetAsync(ct)).Customers, await lists.GetAsync(ct), await pipeline.GetAsync(ct));
        if (last is { } made && made.IsOf(version, fields, list, stages))
            return made.Demands;
        var demands = new FieldDemands(version, fields, list, stages);
        last = new Made(version, fields, list, stages, demands);
        return demands;
    }

    private sealed record Made(RequirementVersion Version, CustomFieldSnapshot Fields, ListSnapshot Lists, PipelineSnapshot Stages, FieldDemands Demands)
    {
        public bool IsOf(RequirementVersion version, CustomFieldSnapshot fields, ListSnapshot lists, PipelineSnapshot stages) =>
            ReferenceEquals(Version, version) && ReferenceEquals(Fields, fields) && ReferenceEquals(Lists, lists) && ReferenceEquals(Stages, stages);
    }
}
