namespace CrmWeb.Core.Files;

/// <summary>Names the texts of files.</summary>
public sealed class FilesText;
