using Headgate.Store.Model;

namespace Headgate.Platform.Passwords;

/// <summary>What came of trying a password.</summary>
/// <param name="Row">Whose it is; null for nobody's.</param>
/// <param name="MustWait">Whether it was not tried: too many wrong ones came before, or others are being tried.</param>
internal readonly record struct PasswordTry(Password? Row, bool MustWait);
