namespace CrmWeb.Core.Customers;

/// <summary>客户分类; decides which fields are required.</summary>
public enum CustomerCategory
{
    New = 1,
    Existing = 2,
    Key = 3,
}

/// <summary>客户性质.</summary>
public enum CustomerKind
{
    Enterprise = 1,
    Individual = 2,
    Institution = 3,
}

/// <summary>客户等级.</summary>
public enum CustomerLevel
{
    A = 1,
    B = 2,
    C = 3,
    D = 4,
}

/// <summary>State of a manager's approval of a new customer or a follow-up record.</summary>
public enum ReviewState
{
    NotRequired = 0,
    Waiting = 1,
    Approved = 2,
    Returned = 3,
}
