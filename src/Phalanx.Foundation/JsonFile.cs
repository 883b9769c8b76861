using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Phalanx.Foundation;

/// <summary>Reads a JSON document whose form is known, from a file that another process may be replacing.</summary>
public static class JsonFile
{
    /// <summary>Reads a document.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="form">Its form.</param>
    /// <param name="open">Makes the document of what is in the file, where that is more; null where it is the document.</param>
    /// <exception cref="UserErrorException">The file is missing or damaged.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> form, Func<byte[], byte[]>? open = null)
        where T : class
    {
        try
        {
            if (open is not null)
            {
                return JsonSerializer.Deserialize(open(SharedReading.AllBytes(path)), form) ?? throw new JsonException();
            }

            using FileStream stream = SharedReading.Open(path);
            return JsonSerializer.Deserialize(stream, form) ?? throw new JsonException();
        }
        catch (JsonException failure)
        {
            throw new UserErrorException($"'{path}' is damaged: {JsonDamage.Describe(failure)}", failure);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{path}'", failure);
        }
    }
}
