namespace CrmWeb.Core.FollowUps;

/// <summary>Codes of the ways to speak to somebody that the product comes with; an administrator may add others.</summary>
public static class FollowUpMethods
{
    public const string Phone = "phone";
    public const string Visit = "visit";
    public const string VisitToUs = "visit-to-us";
    public const string Mail = "mail";
    public const string OnlineMeeting = "online-meeting";
    public const string Meeting = "meeting";
    public const string Chat = "chat";
    public const string Other = "other";
}
