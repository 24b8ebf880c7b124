namespace CrmWeb.Core.Requests;

/// <summary>
/// Something about this installation (a setting, a file, its database) stands in the way of serving it. The message is one
/// sentence or two for whoever runs the program: what is wrong, and how to mend it. Nothing has been changed.
/// </summary>
public class InstallationException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The database was changed by a newer version, in ways this one does not know.</summary>
public sealed class NewerDatabaseException(string message) : InstallationException(message);
