using System.Globalization;
using Headgate.Platform.Settings;
using Headgate.Wire;
using Headgate.Wire.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Headgate.Platform.Passkeys;

/// <summary>
/// Asks browsers to make passkeys and to sign with them, and checks what they answer: by the platform's own WebAuthn. Keys are good for the host of <c>public_url</c> alone, the person has
/// to be at the device and to be known by it, and a challenge is good for five minutes.
/// </summary>
internal sealed class PasskeyAuthority : IPasskeyChallenges, IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly UserManager<PasskeyPerson> _people;
    private readonly PasskeyHandler<PasskeyPerson> _handler;
    private readonly SealedText _seal;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;

    public PasskeyAuthority(
        PasskeyStore store,
        PlatformSettings settings,
        IDataProtectionProvider protection,
        TimeProvider time,
        IServiceProvider services
    )
    {
        (_seal, _time, _services) = (new SealedText(protection, "headgate.passkeys"), time, services);
        var own = Named(new Uri(settings.PublicUrl));
        Host = own.HostNameType == UriHostNameType.Dns ? own.Host : null;
        _people = new UserManager<PasskeyPerson>(
            store,
            Options.Create(new IdentityOptions()),
            passwordHasher: null!,
            userValidators: [],
            passwordValidators: [],
            keyNormalizer: null!,
            errors: null!,
            services,
            NullLogger<UserManager<PasskeyPerson>>.Instance
        );
        _handler = new PasskeyHandler<PasskeyPerson>(
            _people,
            Options.Create(
                new IdentityPasskeyOptions
                {
                    ServerDomain = own.Host,
                    AuthenticatorTimeout = Life,
                    UserVerificationRequirement = "required",
                    ResidentKeyRequirement = "required",
                    // Which make a device is of is nobody's business here.
                    AttestationConveyancePreference = "none",
                    ValidateOrigin = origin =>
                        ValueTask.FromResult(
                            !origin.CrossOrigin && Uri.TryCreate(origin.Origin, UriKind.Absolute, out var from) && IsOwn(from, own)
                        ),
                }
            )
        );
    }

    /// <inheritdoc/>
    public string? Host { get; }

    /// <inheritdoc/>
    public async Task<PasskeyChallenge> SignInAsync()
    {
        var made = await _handler.MakeRequestOptionsAsync(user: null, Http());
        return new PasskeyChallenge(made.RequestOptionsJson, Seal("sign-in", made.AssertionState));
    }

    /// <summary>A challenge to make a passkey.</summary>
    /// <param name="person">Whose it will be.</param>
    /// <param name="name">What the device shows of them.</param>
    public async Task<PasskeyChallenge> AddAsync(PasskeyPerson person, string name)
    {
        var made = await _handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = person.Handle,
                Name = name,
                DisplayName = name,
            },
            Http()
        );
        return new PasskeyChallenge(made.CreationOptionsJson, Seal("add " + person.Handle, made.AttestationState));
    }

    /// <summary>The passkey that a browser has made for a person; null where its answer does not hold.</summary>
    public async Task<UserPasskeyInfo?> AddedAsync(PasskeyPerson person, string state, string answer)
    {
        if (Open("add " + person.Handle, state) is not { } asked)
        {
            return null;
        }
        var result = await _handler.PerformAttestationAsync(
            new PasskeyAttestationContext
            {
                CredentialJson = answer,
                AttestationState = asked.State,
                HttpContext = Http(),
            }
        );
        return result.Succeeded && result.UserEntity.Id == person.Handle ? result.Passkey : null;
    }

    /// <summary>The passkey that has answered a challenge to sign in, and when that challenge was made; null where the answer does not hold.</summary>
    public async Task<(UserPasskeyInfo Passkey, DateTimeOffset AskedAt)?> SignedInAsync(string state, string answer)
    {
        if (Open("sign-in", state) is not { } asked)
        {
            return null;
        }
        var result = await _handler.PerformAssertionAsync(
            new PasskeyAssertionContext
            {
                CredentialJson = answer,
                AssertionState = asked.State,
                HttpContext = Http(),
            }
        );
        return result.Succeeded ? (result.Passkey, asked.At) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _people.Dispose();

    /// <summary>Passkeys are for names: on this machine for the one that it has.</summary>
    private static Uri Named(Uri own) => own.IsLoopback ? new UriBuilder(own) { Host = "localhost" }.Uri : own;

    private static bool IsOwn(Uri from, Uri own) =>
        from.Scheme == own.Scheme && string.Equals(from.Host, own.Host, StringComparison.OrdinalIgnoreCase) && from.Port == own.Port;

    private string Seal(string purpose, string? state) =>
        _seal.Of(string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow().UtcTicks}\n{purpose}\n{state}"));

    private (DateTimeOffset At, string? State)? Open(string purpose, string sealedState)
    {
        if (_seal.Read(sealedState)?.Split('\n', 3) is not [var ticks, var sealedFor, var state] || sealedFor != purpose)
        {
            return null;
        }
        var at = new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
        return at + Life > _time.GetUtcNow() ? (at, state) : null;
    }

    /// <summary>The platform's WebAuthn asks for a request, of which nothing is read here: host and origins are those of the settings.</summary>
    private DefaultHttpContext Http() => new() { RequestServices = _services };
}
