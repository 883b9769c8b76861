// A team of an ONNX model: one call a step, and its memory from one to the next.

/** Loads a team; `ort` is onnxruntime-web. */
export async function load(ort, model, { agents, observed, actions }) {
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
  const row = [1, agents];
  const ids = new ort.Tensor("int32", Int32Array.from({ length: agents }, (_, id) => id), row);
  const all = new ort.Tensor("float32", new Float32Array(agents * actions).fill(1), [1, agents, actions]);
  const remembered = session.inputMetadata.find((input) => input.name === "memory").shape[2];
  let memory;
  let last;

  const team = {
    /** An episode begins: all forget. */
    begin() {
      memory = new ort.Tensor("float32", new Float32Array(agents * remembered), [1, agents, remembered]);
      last = new ort.Tensor("int32", new Int32Array(agents).fill(-1), row);
    },

    /** What the agents do, and what they value every action at. */
    async act(observations) {
      const seen = new ort.Tensor("float32", observations, [1, agents, observed]);
      const told = await session.run({ observation: seen, agent_id: ids, last_action: last, memory, action_mask: all });
      memory = told.memory_out;
      last = told.action;
      return { chosen: [...told.action.data], values: told.value.data };
    },
  };
  team.begin();
  return team;
}
