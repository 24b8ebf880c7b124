using System.Data.Common;
using System.Net.Sockets;
using System.Reflection;
using CrmWeb.Core.Backups;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;
using FluentValidation;
using Microsoft.AspNetCore.Connections;
using Serilog;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>
/// Whatever ends the program before it serves, or a verb, is told to whoever started it in a sentence on standard error. A stack
/// trace would tell them nothing, and its first line is the wrong one as often as not.
/// </summary>
internal static class StartUpFaults
{
    /// <summary>The exit code where a setting, a file, the database or the network stands in the way.</summary>
    public const int Failed = 1;

    /// <summary>The exit code where it was asked for wrongly, or what was asked for is refused.</summary>
    public const int Refused = 2;

    /// <summary>Hosted by a test, the program throws what a test wants to see.</summary>
    public static readonly bool IsHosted = Assembly.GetEntryAssembly() != typeof(StartUpFaults).Assembly;

    /// <summary>Whether a fault is ours to tell: tools that only want the host built break off the program by one of theirs.</summary>
    public static bool AreTold(Exception e) => !IsHosted && e is not HostAbortedException;

    /// <returns>The exit code.</returns>
    public static int Tell(Exception e)
    {
        // Asked to end before it served: there is nothing to tell.
        if (e is OperationCanceledException)
            return 0;
        Console.Error.WriteLine(Sentence(e));
        if (!IsKnown(e))
            Log.Fatal(e, "What ended the start is no fault of a setting");
        Log.CloseAndFlush();
        return e is DatabaseInUseException or BackupException or ValidationException ? Refused : Failed;
    }

    public static string Sentence(Exception e) => Known(e) ?? $"CrmWeb cannot go on: {Line(e.GetBaseException().Message)} ({e.GetBaseException().GetType().Name})";

    /// <summary>What nobody has foreseen is logged besides, with where it happened.</summary>
    private static bool IsKnown(Exception e) => Known(e) is not null;

    private static string? Known(Exception e) => e switch
    {
        InstallationException or DatabaseInUseException or BackupException => Line(e.Message),

        // The words with which a setting is refused where it is used.
        InvalidOperationException { InnerException: null or FormatException } => $"CrmWeb cannot start: {Line(e.Message)}",
        ValidationException broken => string.Join(Environment.NewLine, broken.Errors.Select(f => f.ErrorMessage)),
        _ when Find<AddressInUseException>(e) is not null => $"{Line(e.Message).TrimEnd('.')}. Stop the program that listens there, or name another address with --urls.",
        _ when Find<DbException>(e) is { } database => $"The database cannot be used: {Line(database.Message)}",
        _ when DatabaseFaults.Of(e) != DatabaseFault.None => $"The database cannot be used: {Line(e.GetBaseException().Message)}",
        _ when Find<SocketException>(e) is { } network => $"CrmWeb cannot listen at the address it was given: {Line(network.Message)}.",
        InvalidDataException => $"The settings cannot be read: {Line(e.Message)} {Line(e.GetBaseException().Message)}",
        IOException or UnauthorizedAccessException => $"The data folder cannot be written: {Line(e.Message)}",
        _ => null,
    };

    private static T? Find<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is T found)
                return found;
        }

        return null;
    }

    /// <summary>Some messages come with line breaks, and one of them on a line of its own reads like a second fault.</summary>
    private static string Line(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
