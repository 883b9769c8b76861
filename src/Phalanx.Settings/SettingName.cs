using System.Text;

namespace Phalanx.Settings;

/// <summary>How properties and their values are spelt in settings.</summary>
public static class SettingName
{
    /// <summary>
    /// A .NET name in snake_case: an underscore before every capital but the first. <c>FirstWeight</c> is <c>first_weight</c>.
    /// </summary>
    /// <param name="name">The name of a property or of a member of an enumeration.</param>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StringBuilder spelt = new(name.Length + 4);
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && spelt.Length > 0)
            {
                spelt.Append('_');
            }

            spelt.Append(char.ToLowerInvariant(letter));
        }

        return spelt.ToString();
    }
}
