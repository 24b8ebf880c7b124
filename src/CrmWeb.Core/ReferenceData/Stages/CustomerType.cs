namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>客户类型. Users choose potential or interested; won and lost come with the stage.</summary>
public enum CustomerType
{
    Potential = 1,
    Interested = 2,
    Won = 3,
    Lost = 4,
}
