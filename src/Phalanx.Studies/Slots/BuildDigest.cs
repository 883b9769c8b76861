using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Studies.Slots;

/// <summary>
/// The digest of the assemblies that compute: those of Phalanx below this one, those in which environments and algorithms are written, and all that these refer
/// to and that come with the program. The runtime's own are told by its version and by the probe. Equal commits give equal assemblies, built in Release on
/// one operating system, wherever they are built.
/// </summary>
public static class BuildDigest
{
    private const int Digits = 16;

    // An assembly that is loaded does not change.
    private static readonly ConcurrentDictionary<Assembly, string> Sums = [];

    /// <summary>The digest of assemblies and of what they refer to.</summary>
    /// <param name="roots">The assemblies.</param>
    /// <returns>Sixteen hexadecimal digits.</returns>
    public static string Of(IEnumerable<Assembly> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var waiting = new Queue<Assembly>(roots);
        SortedDictionary<string, string> sums = new(StringComparer.Ordinal);
        while (waiting.TryDequeue(out Assembly? assembly))
        {
            if (IsOfProgram(assembly) && sums.TryAdd(assembly.GetName().Name!, Sums.GetOrAdd(assembly, SumOf)))
            {
                foreach (Assembly referred in assembly.GetReferencedAssemblies().Select(Load).OfType<Assembly>())
                {
                    waiting.Enqueue(referred);
                }
            }
        }

        string lines = string.Concat(sums.Select(sum => $"{sum.Key} {sum.Value}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))[..Digits];
    }

    /// <summary>Whether it came with the program; one without a place is bundled with it.</summary>
    private static bool IsOfProgram(Assembly assembly) => !assembly.IsDynamic
        && (assembly.Location.Length == 0 || assembly.Location.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal));

    private static string SumOf(Assembly assembly)
    {
        if (assembly.Location.Length == 0)
        {
            return assembly.ManifestModule.ModuleVersionId.ToString("N"); // the compiler derives it from the content
        }

        using FileStream stream = SharedReading.Open(assembly.Location);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception missing) when (missing is IOException or BadImageFormatException)
        {
            return null; // what is not there is not used
        }
    }
}
