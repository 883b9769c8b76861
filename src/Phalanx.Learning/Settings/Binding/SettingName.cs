using System.Text;

namespace Phalanx.Learning.Settings.Binding;

/// <summary>How .NET names are spelt in settings.</summary>
internal static class SettingName
{
    /// <summary>A .NET name in snake_case: an underscore before every capital but the first.</summary>
    public static string Of(string name)
    {
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
