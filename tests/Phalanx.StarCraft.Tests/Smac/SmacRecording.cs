using System.Text.Json;

namespace Phalanx.StarCraft.Tests.Smac;

/// <summary>What SMAC's own environment returned, as <c>record_smac.py</c> writes it.</summary>
internal sealed class SmacRecording : IDisposable
{
    private readonly BinaryReader _reader;
    private readonly FileStream _file;

    public SmacRecording(string path)
    {
        _file = File.OpenRead(path);
        _reader = new BinaryReader(_file);
        List<byte> line = [];
        for (byte letter = _reader.ReadByte(); letter != '\n'; letter = _reader.ReadByte())
        {
            line.Add(letter);
        }

        using JsonDocument header = JsonDocument.Parse(line.ToArray());
        JsonElement told = header.RootElement;
        (Map, Seed) = (told.GetProperty("map").GetString()!, told.GetProperty("seed").GetUInt32());
        Episodes = told.GetProperty("episodes").GetInt32();
        Limit = told.GetProperty("limit").GetInt32();
        Actions = new int[told.GetProperty("agents").GetInt32()];
        Observations = new float[Actions.Length * told.GetProperty("observation").GetInt32()];
        State = new float[told.GetProperty("state").GetInt32()];
        Available = new bool[Actions.Length * told.GetProperty("actions").GetInt32()];
    }

    public string Map { get; }

    public uint Seed { get; }

    public int Episodes { get; }

    public int Limit { get; }

    /// <summary>Whether the moment is the start of an episode.</summary>
    public bool IsStart { get; private set; }

    public int[] Actions { get; }

    public double Reward { get; private set; }

    public bool Ended { get; private set; }

    public bool Won { get; private set; }

    public float[] Observations { get; }

    public float[] State { get; }

    public bool[] Available { get; }

    /// <summary>Reads the next moment; false after the last.</summary>
    public bool Read()
    {
        if (_file.Position == _file.Length)
        {
            return false;
        }

        IsStart = _reader.ReadByte() == 0;
        if (!IsStart)
        {
            for (int agent = 0; agent < Actions.Length; agent++)
            {
                Actions[agent] = _reader.ReadInt32();
            }

            (Reward, Ended, Won) = (_reader.ReadDouble(), _reader.ReadBoolean(), _reader.ReadBoolean());
        }

        Read(Observations);
        Read(State);
        for (int i = 0; i < Available.Length; i++)
        {
            Available[i] = _reader.ReadBoolean();
        }

        return true;
    }

    public void Dispose() => _reader.Dispose();

    private void Read(float[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _reader.ReadSingle();
        }
    }
}
