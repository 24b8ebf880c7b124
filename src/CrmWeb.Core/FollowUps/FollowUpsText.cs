namespace CrmWeb.Core.FollowUps;

/// <summary>Names the text of this feature.</summary>
public sealed class FollowUpsText;
