using CrmWeb.Core.Organization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Testing;

/// <summary>Where a program meets secrets, whoever brings them: there <see cref="KnownSecrets"/> hears of them.</summary>
public static class SecretSources
{
    /// <summary>Every password that is hashed or tried, and everything that is sealed for the database.</summary>
    public static IServiceCollection HearOfSecrets(this IServiceCollection services)
    {
        var protection = services.Last(s => s.ServiceType == typeof(IDataProtectionProvider));
        return services
            .AddScoped<IPasswordHasher<CrmUser>>(p => new Passwords(ActivatorUtilities.CreateInstance<PasswordHasher<CrmUser>>(p)))
            .AddSingleton<IDataProtectionProvider>(p => new Sealing(
                (IDataProtectionProvider)(protection.ImplementationInstance ?? protection.ImplementationFactory!(p))));
    }

    private sealed class Passwords(PasswordHasher<CrmUser> inner) : IPasswordHasher<CrmUser>
    {
        public string HashPassword(CrmUser user, string password)
        {
            KnownSecrets.Keep(password);
            return inner.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(CrmUser user, string hashedPassword, string providedPassword)
        {
            KnownSecrets.Keep(providedPassword);
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    private sealed class Sealing(IDataProtectionProvider inner) : IDataProtectionProvider
    {
        public IDataProtector CreateProtector(string purpose) =>
            purpose == "CrmWeb.Channels" ? new Heard(inner.CreateProtector(purpose)) : inner.CreateProtector(purpose);
    }

    private sealed class Heard(IDataProtector inner) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Heard(inner.CreateProtector(purpose));

        public byte[] Protect(byte[] plaintext)
        {
            KnownSecrets.KeepSettings(System.Text.Encoding.UTF8.GetString(plaintext));
            return inner.Protect(plaintext);
        }

        public byte[] Unprotect(byte[] protectedData) => inner.Unprotect(protectedData);
    }
}
