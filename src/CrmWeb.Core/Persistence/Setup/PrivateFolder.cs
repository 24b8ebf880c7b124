namespace CrmWeb.Core.Persistence.Setup;

/// <summary>Folders for customers' data and keys.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes a folder, where it is missing, that only the program's own account may enter.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
