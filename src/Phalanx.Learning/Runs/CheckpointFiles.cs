using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Faults;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The three files of a checkpoint, each read by itself. The state has the checksums of the others, and one of its own. What is wrong with one is an
/// <see cref="InvalidDataException"/> that names the file and fits into a sentence.
/// </summary>
internal static class CheckpointFiles
{
    public const string Weights = "weights.safetensors";
    public const string Optimiser = "optimiser.safetensors";
    public const string State = "state.json";

    private const int BufferBytes = 4096;

    public static void Write(string folder, CheckpointState state, SafetensorsWriter weights, SafetensorsWriter optimiser)
    {
        uint weightsChecksum = WriteTensors(Path.Combine(folder, Weights), weights);
        uint optimiserChecksum = WriteTensors(Path.Combine(folder, Optimiser), optimiser);
        CheckpointState complete = state with { Checksums = new CheckpointChecksums(weightsChecksum, optimiserChecksum) };
        byte[] json = SealedJson.Seal(JsonSerializer.SerializeToUtf8Bytes(complete, StateJson.Default.CheckpointState));
        using FileStream stream = Open(Path.Combine(folder, State));
        stream.Write(json);
    }

    /// <summary>Reads tensors, and refuses numbers that are not finite: an earlier version, or another program, wrote them.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="name">The file.</param>
    /// <param name="checksum">Its checksum; null where it is not known.</param>
    public static SafetensorsFile ReadFiniteTensors(string folder, string name, uint? checksum)
    {
        byte[] content = ReadBytes(folder, name);
        SafetensorsFile file = Parse(name, content);
        foreach (TensorEntry entry in file.Entries)
        {
            NonFinite numbers = entry.Type switch
            {
                TensorType.F32 => NonFiniteOf<float>(entry.Bytes),
                TensorType.F64 => NonFiniteOf<double>(entry.Bytes),
                _ => default,
            };
            if (numbers.Any)
            {
                throw new InvalidDataException($"{name}: tensor {entry} {numbers}");
            }
        }

        // Last, because what is wrong with names or numbers says more.
        return checksum is null || checksum == Checksum.Of(content) ? file : throw new InvalidDataException($"{name}: its checksum is wrong");
    }

    private static SafetensorsFile Parse(string name, byte[] content)
    {
        try
        {
            return SafetensorsFile.Read(content);
        }
        catch (InvalidDataException damage)
        {
            throw Damage(name, damage);
        }
    }

    public static CheckpointState ReadState(string folder)
    {
        byte[] content = ReadBytes(folder, State);
        try
        {
            bool? isSealed = SealedJson.Open(content, out byte[] json);
            int format = RequireFormat(json);
            CheckpointState state = JsonSerializer.Deserialize(json, StateJson.Default.CheckpointState)!;
            if (isSealed != (format == CheckpointState.FormatWithoutChecksums ? null : true))
            {
                throw new InvalidDataException(isSealed is null ? $"{State} has no checksum" : $"the checksum of {State} is wrong");
            }

            if ((format == CheckpointState.FormatWithoutChecksums) == state.Checksums is not null)
            {
                throw new InvalidDataException($"{State} of format_version {format} {(state.Checksums is null ? "lacks" : "cannot have")} checksums");
            }

            if (!state.IsComplete)
            {
                throw new InvalidDataException($"{State} lacks last_target_update, counters or since_last_row");
            }

            return state.IsPossible ? state : throw new InvalidDataException($"{State} has a negative count");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{State} is broken: {JsonDamage.Describe(damage)}", damage);
        }
    }

    /// <summary>A refusal of tensors as a part of a sentence: it comes as a sentence of its own.</summary>
    public static InvalidDataException Damage(string name, InvalidDataException refusal)
    {
        string reason = refusal.Message.TrimEnd('.');
        return new InvalidDataException($"{name}: {char.ToLowerInvariant(reason[0])}{reason[1..]}", refusal);
    }

    /// <summary>Checks the version first: all else may differ in another format.</summary>
    private static int RequireFormat(byte[] content)
    {
        using JsonDocument document = JsonDocument.Parse(content);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("format_version", out JsonElement version)
            || version.ValueKind != JsonValueKind.Number)
        {
            throw new InvalidDataException($"{State} has no format_version");
        }

        return version.TryGetInt32(out int format) && format is CheckpointState.CurrentFormat or CheckpointState.FormatWithoutChecksums
            ? format
            : throw new InvalidDataException(
                $"{State} is of format_version {version.GetRawText()}, and this version of Phalanx reads up to {CheckpointState.CurrentFormat}");
    }

    /// <summary>Elements as they are stored, without decoding them, where the machine has the order of bytes of the file.</summary>
    private static NonFinite NonFiniteOf<T>(ReadOnlySpan<byte> stored)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(stored);
        return !BitConverter.IsLittleEndian || Kernels<T>.Best.AllFinite(values) ? default : NonFinite.Count(values);
    }

    /// <returns>The checksum of the file.</returns>
    private static uint WriteTensors(string path, SafetensorsWriter tensors)
    {
        using FileStream stream = Open(path);
        using ChecksumStream summed = new(stream);
        tensors.WriteTo(summed);
        return summed.Value;
    }

    private static FileStream Open(string path) => FileWriting.Open(path, FileMode.Create, FileShare.None, BufferBytes);

    private static byte[] ReadBytes(string folder, string name)
    {
        try
        {
            return SharedReading.AllBytes(Path.Combine(folder, name));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"it has no {name}", failure);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw new InvalidDataException($"{name} cannot be read: {FileFailures.Reason(failure)}", failure);
        }
    }
}
